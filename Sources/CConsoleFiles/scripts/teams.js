// Rows of a form that are added and taken away: members of a team, what playbooks need. Each is a list of skills under its place in the request.

for (const part of document.querySelectorAll("[data-rows]")) {
  const list = part.querySelector("[data-rows-list]");
  const choice = part.querySelector("[data-rows-choice]");
  const template = part.querySelector("[data-rows-template]");

  const add = () => {
    const option = choice.selectedOptions[0];
    if (!option?.value) return choice.focus();
    const row = template.content.cloneNode(true);
    row.querySelector("[data-rows-name]").textContent = option.textContent;
    const skills = row.querySelector("textarea");
    skills.name = option.value;
    row.querySelector("[data-rows-remove] .unseen").append(` ${option.textContent}`);
    list.append(row);
    option.disabled = true;
    choice.value = "";
    return skills.focus();
  };

  part.addEventListener("click", (event) => {
    if (event.target.closest("[data-rows-add]")) return add();
    const row = event.target.closest("[data-rows-remove]")?.closest("li");
    if (!row) return undefined;
    const name = row.querySelector("textarea").name;
    const option = [...choice.options].find((one) => one.value === name);
    if (option) option.disabled = false;
    row.remove();
    return choice.focus();
  });
}
