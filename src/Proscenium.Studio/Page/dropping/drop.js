/** What becomes of files that are dropped on the page: where they fall and what they are decides. */
import { byId } from '../elements.js';
import { dropped, ending, keep, measurements, tables } from './files.js';
import { filesField } from './files-field.js';

/** @typedef {import('./files.js').Dropped} Dropped */
/** @typedef {import('../types.js').Device} Device */
/** @typedef {import('../types.js').State} State */
/** @typedef {{drop: (file: File) => Promise<void>}} Taker */
/** @typedef {{server: import('../server.js').Server, measured: import('./measured.js').MeasuredDrivers, settings: import('../settings.js').Settings, song: Taker, fault: (sentence: string) => void}} Places */

export class Dropping {
    /** @param {Places} places */
    constructor(places) {
        this.places = places;
        const together = (/** @type {string} */ label, /** @type {boolean} */ folder) => filesField({ label, folder, take: files => this.#together(files) });
        this.files = together('Open a device file with its measurements …', false);
        byId('naming', HTMLElement).append(this.files.node, together('Open a folder with a device or plan …', true).node);
        document.addEventListener('dragover', event => { event.preventDefault(); document.body.classList.add('dropping'); this.#mark(driverAt(event)); });
        document.addEventListener('dragleave', event => { if (!event.relatedTarget) this.#end(); });
        document.addEventListener('drop', event => {
            event.preventDefault();
            this.#end();
            void this.#drop(event);
        });
    }

    #end() {
        document.body.classList.remove('dropping');
        this.#mark(-1);
    }

    /** Marks the driver on which files would fall. @param {number} index */
    #mark(index) { [...document.querySelectorAll('.driver-row')].forEach((row, at) => row.classList.toggle('drop-here', at === index)); }

    /** @param {DragEvent} event */
    async #drop(event) {
        const { measured, settings, song, fault } = this.places, index = driverAt(event), files = await dropped(event.dataTransfer);
        if (!files.length) return;
        if (index >= 0) await measured.drop(index, files);
        else if (files.length > 1 && files.some(({ name }) => ending(name) === '.json')) {
            this.files.node.closest('details')?.setAttribute('open', '');
            await this.files.receive(files);
            this.files.node.scrollIntoView({ block: 'nearest' });
        } else if (files.every(({ name }) => tables.includes(ending(name)))) fault('Responses belong to a driver: drop them on its row in the list of drivers, or on the driver itself in the device, close up.');
        else for (const { name, file } of files) await (/\.sofa$/i.test(name) ? settings.headFile : /\.json$/i.test(name) ? settings.deviceFile : song).drop(file);
    }

    /** A device file or a plan with what it names. @param {Dropped[]} all */
    async #together(all) {
        const { server, settings } = this.places, mains = all.filter(({ name }) => /\.json$/i.test(name)), plan = mains.find(({ name }) => /(^|\/)plan\.json$/i.test(name)), main = plan ?? (mains.length === 1 ? mains[0] : mains.find(({ name }) => /device\.json$/i.test(name)));
        if (!main) throw new Error(mains.length ? 'There are several JSON files among these, and none is called plan.json or ends in device.json: drop one device with its files.' : 'There is no device file among these: drop the device file (JSON) together with the files that it names.');
        const files = await keep(server, [main, ...all.filter(({ name }) => measurements.includes(ending(name)))]);
        return settings.opened(/** @type {{device?: Device, state?: State, notes?: string[]}} */ (await server.post('/folders', JSON.stringify({ main: main.name, files }))), main.file.name);
    }
}

/** The driver under the pointer, -1 for none. @param {DragEvent} event */
function driverAt(event) {
    const target = event.target instanceof Element ? event.target : null, row = target?.closest('.driver-row'), inPicture = target?.closest('[data-driver]');
    if (row) return [...document.querySelectorAll('.driver-row')].indexOf(row);
    return inPicture ? [...document.querySelectorAll('.driver-row')].findIndex(found => found.getAttribute('aria-label') === `Driver ${inPicture.getAttribute('data-driver')}`) : -1;
}
