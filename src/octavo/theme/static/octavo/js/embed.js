// A link to a film elsewhere becomes its player, in place, after a click and not before.
// Without this script, or with a key held to open a new tab, it stays a link.

const SANDBOX = "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox";
const ALLOW = "autoplay; encrypted-media; fullscreen; picture-in-picture";

function player(embed) {
  const frame = document.createElement("iframe");
  frame.title = embed.dataset.title;
  frame.setAttribute("sandbox", SANDBOX);
  frame.allow = ALLOW;
  // Some players refuse to play when they are told nothing of where they stand.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = embed.dataset.src;
  return frame;
}

for (const embed of document.querySelectorAll("[data-embed]")) {
  const link = embed.querySelector("a");
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const frame = player(embed);
    link.parentElement.replaceChildren(frame);
    frame.focus();
  });
}
