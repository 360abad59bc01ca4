/** What can be taken away: a link, files, and the command that does the same. */
import { byId, element, save, say, set } from './elements.js';
import { fragment } from './state.js';
import { sentence } from './words.js';

/** @typedef {import('./types.js').Named} Named */
/** @typedef {import('./state.js').Store} Store */
/** @typedef {import('./server.js').Server} Server */

/** Copies text, and says so in the button for a moment. @param {HTMLButtonElement} button @param {() => string} text @param {(words: string) => void} tell */
export function copies(button, text, tell) {
    const label = button.textContent ?? '';
    set(button, { click: async () => {
        try {
            await navigator.clipboard.writeText(text());
            button.textContent = 'Copied';
            tell('Copied.');
        } catch {
            button.textContent = 'Not allowed here';
            tell('The browser does not let this page copy: mark the text and copy it yourself.');
        }
        setTimeout(() => { button.textContent = label; }, 1500);
    } });
}

export class TakeAway {
    /** @param {Store} store @param {Server} server @param {Named[]} formats @param {(words: string) => void} tell */
    constructor(store, server, formats, tell) {
        const format = byId('format', HTMLSelectElement), about = byId('format-about', HTMLElement), fault = byId('download-error', HTMLElement);
        format.replaceChildren(...formats.map(({ name }) => element('option', { value: name }, name)));
        const describe = () => say(about, formats.find(({ name }) => name === format.value)?.description ?? '');
        set(format, { change: describe });
        describe();
        /** @param {string} id @param {string} what @param {() => string} [named] */
        const offers = (id, what, named) => {
            const button = byId(id, HTMLButtonElement);
            set(button, { click: async () => {
                set(button, { 'aria-busy': 'true', disabled: true });
                fault.hidden = true;
                try {
                    const { blob, name } = await server.download(what, store.state, named?.());
                    save(blob, name);
                    tell(`${name} is in your downloads.`);
                } catch (error) {
                    fault.hidden = false;
                    say(fault, sentence(error));
                }
                set(button, { 'aria-busy': null, disabled: false });
            } });
        };
        offers('download-plan', 'plan');
        offers('download-device', 'device');
        offers('download-poses', 'poses');
        offers('download-report', 'report');
        offers('download-export', 'export', () => format.value);
        copies(byId('share', HTMLButtonElement), () => location.href.split('#')[0] + fragment(store.state), tell);
        copies(byId('copy-command', HTMLButtonElement), () => byId('command', HTMLElement).textContent ?? '', tell);
    }
}
