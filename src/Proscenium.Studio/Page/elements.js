/** Elements of the page, made without markup in strings: the content security policy allows no other way, and neither do we. */

/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes */

/** Sets attributes; `null` and `false` remove one, `true` sets it empty, a function listens.
 * @template {Element} T @param {T} target @param {Attributes} attributes @returns {T} */
export function set(target, attributes) {
    for (const [name, value] of Object.entries(attributes))
        if (typeof value === 'function') target.addEventListener(name, value);
        else if (value === null || value === undefined || value === false) target.removeAttribute(name);
        else target.setAttribute(name, value === true ? '' : String(value));
    return target;
}

/** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Attributes} attributes @param {...(Node | string)} children @returns {HTMLElementTagNameMap[T]} */
export function element(tag, attributes = {}, ...children) {
    const made = set(document.createElement(tag), attributes);
    made.append(...children);
    return made;
}

/** @template {keyof SVGElementTagNameMap} T @param {T} tag @param {Attributes} attributes @param {...(Node | string)} children @returns {SVGElementTagNameMap[T]} */
export function shape(tag, attributes = {}, ...children) {
    const made = set(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes);
    made.append(...children);
    return made;
}

/** The element of this id, which index.html has. @template {Element} T @param {string} id @param {new () => T} kind @returns {T} */
export function byId(id, kind) {
    const found = document.getElementById(id);
    if (!(found instanceof kind)) throw new Error(`index.html has no ${kind.name} with the id ${id}.`);
    return found;
}

/** Sets text only where it changed, so that screen readers hear it once. @param {Element} target @param {string} text */
export function say(target, text) {
    if (target.textContent !== text) target.textContent = text;
}

/** A table with a heading row; the first column heads its row. @param {string} caption @param {string[]} heads @param {string[][]} rows */
export function table(caption, heads, rows) {
    return element('table', {}, element('caption', {}, caption),
        element('thead', {}, element('tr', {}, ...heads.map(head => element('th', { scope: 'col' }, head)))),
        element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map((cell, index) => index ? element('td', {}, cell) : element('th', { scope: 'row' }, cell))))));
}

/** Fills a disclosure with its table when it is opened, and again when its data change while it is open.
 * @param {HTMLDetailsElement} details @param {() => Node} make */
export function discloses(details, make) {
    const region = element('div', { class: 'scroll', tabindex: 0, role: 'region' });
    const fill = () => {
        if (!details.open) return;
        set(region, { 'aria-label': `Table: ${details.dataset.name ?? details.closest('figure')?.querySelector('h3')?.textContent ?? 'values'}` }).replaceChildren(make());
        if (!region.isConnected) details.append(region);
    };
    details.addEventListener('toggle', fill);
    return fill;
}

/** Saves bytes as a file. @param {Blob} blob @param {string} name */
export function save(blob, name) {
    const address = URL.createObjectURL(blob);
    element('a', { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
}
