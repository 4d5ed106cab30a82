// Content checks are made from the stored draft: after each autosave they are asked for again.
// A page that has just been added has an id only since its first autosave.
document.addEventListener("w-autosave:success", async (event) => {
  const pk = event.detail.response?.pk;
  for (const part of document.querySelectorAll("[data-content-checks]")) {
    const address = part.dataset.contentChecks.replace("/0/", `/${pk}/`);
    const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) continue;
    part.querySelector("[data-content-checks-list]").innerHTML = await answer.text();
    part.hidden = false;
  }
});
