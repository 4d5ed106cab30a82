// Keeps "over 5 years ago" true while a page stays open, or when a baked page is old.
// The same rules and words as octavo/base/time_words.py; a test holds the two together.

const WORDS = {
  en: {
    frame: (words, past) => (past ? `${words} ago` : `in ${words}`),
    less: () => "less than a minute",
    minute: (n) => plural(n, "minute"),
    about_hour: (n) => `about ${plural(n, "hour")}`,
    day: (n) => plural(n, "day"),
    about_month: (n) => `about ${plural(n, "month")}`,
    month: (n) => plural(n, "month"),
    about_year: (n) => `about ${plural(n, "year")}`,
    over_year: (n) => `over ${plural(n, "year")}`,
    almost_year: (n) => `almost ${plural(n, "year")}`,
  },
  "zh-hans": {
    frame: (words, past) => (past ? `${words}前` : `${words}后`),
    less: () => "不到 1 分钟",
    minute: (n) => `${n} 分钟`,
    about_hour: (n) => `约 ${n} 小时`,
    day: (n) => `${n} 天`,
    about_month: (n) => `约 ${n} 个月`,
    month: (n) => `${n} 个月`,
    about_year: (n) => `约 ${n} 年`,
    over_year: (n) => `${n} 年多`,
    almost_year: (n) => `将近 ${n} 年`,
  },
};

const MINUTE = 60_000;
const DAY = 24 * 60;
const REFRESH_MILLISECONDS = 30_000;

function plural(n, unit) {
  return `${n} ${unit}${n === 1 ? "" : "s"}`;
}

function wholeMonths(start, end) {
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  const within = (date) => (date.getUTCDate() * DAY * MINUTE) + (date.getTime() % (DAY * MINUTE) + DAY * MINUTE) % (DAY * MINUTE);
  return months - (within(end) < within(start) ? 1 : 0);
}

function monthsOrYears(start, end, days) {
  const whole = wholeMonths(start, end);
  const years = Math.floor(whole / 12);
  const months = whole % 12;
  if (years === 0) {
    const rounded = Math.floor(days / 30.4375 + 0.5);
    if (rounded >= 12) return ["almost_year", 1];
    return days < 60 ? ["about_month", Math.max(1, rounded)] : ["month", rounded];
  }
  if (months < 3) return ["about_year", years];
  return months < 9 ? ["over_year", years] : ["almost_year", years + 1];
}

function spanBetween(start, end) {
  const seconds = Math.floor((end - start) / 1000);
  const minutes = Math.floor((seconds + 30) / 60);
  if (minutes < 1) return ["less", 0];
  if (minutes < 45) return ["minute", minutes];
  if (minutes < DAY) return ["about_hour", Math.max(1, Math.floor((minutes + 30) / 60))];
  const days = Math.max(1, Math.floor((minutes + DAY / 2) / DAY));
  return days < 30 ? ["day", days] : monthsOrYears(start, end, days);
}

export function agoWords(moment, now, language) {
  const words = WORDS[language.toLowerCase()] ?? WORDS[language.slice(0, 2).toLowerCase()];
  if (!words) return null;
  const past = moment <= now;
  const [unit, count] = past ? spanBetween(moment, now) : spanBetween(now, moment);
  return words.frame(words[unit](count), past);
}

function refresh() {
  for (const element of document.querySelectorAll("time[data-ago]")) {
    const language = element.closest("[lang]")?.lang ?? "en";
    const words = agoWords(new Date(element.dateTime), new Date(), language);
    // Written only when it changed, so that nothing moves and no screen reader speaks.
    if (words && words !== element.textContent) element.textContent = words;
  }
}

refresh();
setInterval(refresh, REFRESH_MILLISECONDS);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
