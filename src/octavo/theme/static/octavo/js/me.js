// Puts what concerns whoever is signed in into a page that is the same for everybody. Asks only where there is something
// to ask for.
const link = document.querySelector("[data-me]");
const isHinted = document.cookie.split("; ").some((pair) => pair.startsWith("octavo_hint="));

async function parts() {
  const page = encodeURIComponent(document.body.dataset.page ?? "");
  const answer = await fetch(`${link.dataset.me}?page=${page}`, { headers: { Accept: "text/html" } });
  return answer.status === 200 ? answer.text() : "";
}

function place(html) {
  for (const part of [...new DOMParser().parseFromString(html, "text/html").body.children]) {
    document.getElementById(part.id)?.replaceWith(part);
    window.htmx?.process(part);
  }
}

if (link && isHinted) {
  try {
    place(await parts());
  } catch {
    // Without an answer the page stays as it is for everybody.
  }
}
