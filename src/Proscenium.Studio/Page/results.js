/** What comes of it, in words: the cancellation, where things are heard, figures, warnings. */
import { byId, element, say, set, table } from './elements.js';
import { surroundsTable } from './film/places.js';
import { showSeats } from './seats/seats.js';
import { direction, number } from './words.js';

/** @typedef {import('./answer.js').Answer} Answer */

export class Results {
    /** The cancellation and its stage, planned or measured. @param {Answer} answer */
    stage({ header }) {
        if (header.do !== 'follow') showSeats(header);
        const { left, right, mean } = header.cancellation;
        say(byId('cancellation', HTMLElement), `${number(mean)} dB`);
        say(byId('cancellation-sides', HTMLElement), `left ${number(left)} dB, right ${number(right)} dB`);
        for (const label of [byId('stage-label', HTMLElement), byId('figure-stage', HTMLElement)]) set(label, { class: `badge ${header.stage}` }).textContent = header.stage;
    }

    /** The design failed: what is shown is planned at most. @param {boolean} isPlanned */
    fail(isPlanned) {
        for (const label of [byId('stage-label', HTMLElement), byId('figure-stage', HTMLElement)]) set(label, { class: `badge ${isPlanned ? 'planned' : 'stale'}` }).textContent = isPlanned ? 'planned, not designed' : 'of the last design';
    }

    /** All that is known once it is measured. @param {Answer} answer */
    measured({ header }) {
        byId('findings', HTMLElement).classList.remove('stale');
        byId('findings-age', HTMLElement).hidden = true;
        const { places, warnings, sentences, figures } = header, names = { before: 'before', after: 'after', pair: 'real pair' };
        byId('places', HTMLElement).replaceChildren(table('Heard where', ['Sound', 'Left', 'Centre', 'Right'], /** @type {('before' | 'after' | 'pair')[]} */ (['before', 'after', 'pair']).filter(name => places?.[name]).map(name => {
            const heard = places[name];
            return [names[name], direction(heard?.left), direction(heard?.centre), direction(heard?.right)];
        })), ...surroundsTable(header.surrounds));
        byId('warnings', HTMLElement).replaceChildren(...(warnings ?? []).map(text => element('li', {}, text)));
        byId('warnings-box', HTMLElement).hidden = !warnings?.length;
        say(byId('warnings-count', HTMLElement), `⚠ ${warnings?.length === 1 ? '1 warning' : `${warnings?.length} warnings`}: what physics and your limits do not allow`);
        byId('sentences', HTMLElement).replaceChildren(...(sentences ?? []).map(text => element('p', {}, text)));
        byId('figures', HTMLElement).replaceChildren(...(figures ?? []).map(({ name, value, unit, text }) => element('div', {}, element('dt', {}, name), element('dd', {}, element('strong', {}, `${number(value, unit === 'us' ? 0 : 1)} ${unit === 'us' ? 'µs' : unit}`), element('span', {}, text)))));
    }

    /** What was found is of a state before. */
    age() {
        if (!byId('places', HTMLElement).hasChildNodes()) return;
        byId('findings', HTMLElement).classList.add('stale');
        byId('findings-age', HTMLElement).hidden = false;
    }
}
