// Renews what is said of a run until it has ended. Without this script the page renews itself as a whole.
const EVERY_MS = 1500;
const state = document.querySelector("[data-feed-state]");

async function renew() {
  try {
    const answer = await fetch(state.dataset.feedState, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (answer.ok) state.innerHTML = await answer.text();
  } catch {
    // The site may be restarting: the next try will tell.
  }
  if (state.querySelector("progress")) setTimeout(renew, EVERY_MS);
}

if (state) setTimeout(renew, EVERY_MS);
