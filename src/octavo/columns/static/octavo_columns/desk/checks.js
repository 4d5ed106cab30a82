// Content checks are made from the stored draft: after each autosave they are asked for again.
document.addEventListener("w-autosave:success", async () => {
  for (const part of document.querySelectorAll("[data-content-checks]")) {
    const answer = await fetch(part.dataset.contentChecks, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (answer.ok) part.querySelector("[data-content-checks-list]").innerHTML = await answer.text();
  }
});
