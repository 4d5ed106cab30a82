// Brings htmx when somebody comes near what needs it: most who read a column go no further than its text.
const NEAR = "800px";
const loaded = new Promise((go) => (document.readyState === "complete" ? go() : window.addEventListener("load", go)));
let coming = null;

async function bringHtmx() {
  // It reads its settings when the page is complete, and not after that.
  await loaded;
  const script = document.createElement("script");
  script.src = document.querySelector("[data-htmx]").dataset.htmx;
  await new Promise((go, fail) => {
    script.addEventListener("load", go);
    script.addEventListener("error", fail);
    document.head.append(script);
  });
  window.htmx.process(document.body);
}

const htmxIsThere = () => (coming ??= bringHtmx());

// Whoever is quicker than htmx waits for it; where it does not come, the link and the form work as they are.
async function holdUntilItIsThere(event) {
  const needs = event.target.closest("[hx-get], [hx-post]");
  if (!needs || window.htmx || (event.type === "click" && needs.matches("form"))) return;
  event.preventDefault();
  const { submitter } = event;
  const again = () => (event.type === "submit" ? needs.requestSubmit(submitter) : needs.click());
  document.removeEventListener(event.type, holdUntilItIsThere);
  await htmxIsThere().catch(() => {});
  again();
}

document.addEventListener("click", holdUntilItIsThere);
document.addEventListener("submit", holdUntilItIsThere);
const near = new IntersectionObserver(
  (entries) => entries.some((entry) => entry.isIntersecting) && htmxIsThere().catch(() => {}),
  { rootMargin: NEAR },
);
for (const section of document.querySelectorAll("[data-token]")) near.observe(section);
