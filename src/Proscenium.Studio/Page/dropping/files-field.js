/** A button that asks for several files, or for a folder, and says beside it what became of them. */
import { element } from '../elements.js';
import { sentence } from '../words.js';
import { chosen } from './files.js';

/** @typedef {import('./files.js').Dropped} Dropped */

/** @param {{label: string, name?: string, accept?: string, folder?: boolean, take: (files: Dropped[]) => Promise<string | void>}} field */
export function filesField({ label, name, accept, folder = false, take }) {
    const told = element('p', { class: 'told', role: 'status' }), input = element('input', { type: 'file', accept, multiple: true, webkitdirectory: folder, hidden: true, tabindex: -1, 'aria-label': name ?? label,
        change: () => { const files = chosen(input.files); input.value = ''; if (files.length) void receive(files); } });
    /** @param {Dropped[]} files */
    const receive = async files => {
        told.className = 'told busy';
        told.textContent = files.length === 1 ? `Reading ${files[0].name} …` : `Reading ${files.length} files …`;
        try {
            told.textContent = await take(files) ?? '';
            told.className = 'told';
        } catch (error) {
            told.textContent = sentence(error);
            told.className = 'told error';
        }
    };
    const button = element('button', { type: 'button', 'aria-label': name, click: () => input.click() }, label);
    return { button, input, told, receive, node: element('div', { class: 'file' }, button, input, told) };
}
