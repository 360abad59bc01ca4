/** The curves, in tabs: what was asked, planned and measured; what is heard; what it costs. */
import { byId, discloses, element, say, set, shape, table } from './elements.js';
import { Chart, span } from './chart.js';
import { capital, hue, inWords, look } from './film/channels.js';
import { legend, paint } from './map.js';
import { hertz, number } from './words.js';

/** @typedef {import('./answer.js').Answer} Answer */
/** @typedef {import('./chart.js').Curve} Curve */

const sides = ['left', 'right'];

export class Curves {
    /** @type {Answer | null} */ #planned = null;
    /** @type {Answer | null} */ #measured = null;
    /** true: the measured picture is of a state before */ #stale = false;
    #side = 'left';

    constructor() {
        const tabs = [...document.querySelectorAll('[role=tab]')].map(tab => /** @type {HTMLButtonElement} */ (tab));
        tabs.forEach((tab, index) => set(tab, {
            click: () => this.#open(tabs, index),
            keydown: (/** @type {KeyboardEvent} */ event) => {
                const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
                if (to === undefined) return;
                event.preventDefault();
                this.#open(tabs, (to + tabs.length) % tabs.length);
                tabs[(to + tabs.length) % tabs.length].focus();
            },
        }));
        /** @param {string} id */
        const chart = id => new Chart(byId(id, HTMLElement));
        this.cancellation = chart('curve-cancellation');
        this.ears = chart('curve-ears');
        this.level = chart('curve-level');
        this.time = chart('curve-time');
        this.tone = chart('curve-tone');
        this.effort = chart('curve-effort');
        for (const choice of document.querySelectorAll('[name=ear-side]')) choice.addEventListener('change', () => this.draw());
        const beam = byId('beam-table', HTMLDetailsElement);
        this.fillBeam = discloses(beam, () => this.#beamTable());
        new ResizeObserver(() => this.#drawBeam()).observe(byId('beam-axes', SVGSVGElement));
        this.charts = [this.cancellation, this.ears, this.level, this.time, this.tone, this.effort];
        legend(byId('beam-scale', HTMLCanvasElement));
    }

    /** @param {HTMLButtonElement[]} tabs @param {number} chosen */
    #open(tabs, chosen) {
        tabs.forEach((tab, index) => {
            set(tab, { 'aria-selected': String(index === chosen), tabindex: index === chosen ? 0 : -1 });
            byId(tab.getAttribute('aria-controls') ?? '', HTMLElement).hidden = index !== chosen;
        });
        this.measure();
        this.draw();
    }

    /** Takes the sizes that the pictures have now. */
    measure() { for (const chart of this.charts) chart.measure(); }

    /** @param {Answer} answer */
    plan(answer) { const first = !this.#stale; [this.#planned, this.#stale] = [answer, true]; if (first) this.draw(); else this.#drawCancellation(answer, this.#measured, this.#measured ? ', before your change' : ''); }
    /** @param {Answer} answer */
    take(answer) { [this.#planned, this.#measured, this.#stale] = [answer, answer, false]; this.draw(); }
    /** The state has changed: what was measured was measured before. */
    age() { if (this.#stale) return; this.#stale = true; this.draw(); }

    draw() {
        const measured = this.#measured, planned = this.#planned ?? measured, stale = this.#stale, before = stale ? ', before your change' : '';
        for (const badge of document.querySelectorAll('#curves [data-badge]')) set(badge, { class: `badge ${stale ? 'stale' : 'measured'}`, hidden: !measured }).textContent = `measured${before}`;
        if (planned) this.#drawCancellation(planned, measured, before);
        if (!measured) return;
        const ears = Number(/** @type {HTMLInputElement | null} */ (document.querySelector('[name=ear-side]:checked'))?.value ?? 0), at = measured.values('frequencies'), { inputs } = measured;
        const heard = measured.rows('heard'), pair = measured.rows('pair'), near = 2 * ears + ears, far = 2 * ears + 1 - ears;
        /** @param {string} name @param {ArrayLike<number> | undefined} values @param {string} look @param {ArrayLike<number>} [over] @returns {Curve[]} */
        const curve = (name, values, look, over = at) => values?.length ? [{ name, values, at: over, look }] : [];
        const atEars = [...curve('own ear', heard[near], 'hue-left'), ...curve('other ear', heard[far], 'hue-right'), ...curve('near ear, real pair', pair[near], 'hue-left dashed thin'), ...curve('far ear, real pair', pair[far], 'hue-right dashed thin')];
        this.ears.show({ title: `The ${sides[ears]} channel at both ears`, unit: 'dB', curves: atEars, ...span(atEars, -20, 5, -50, 30), stale });
        const bands = measured.values('bands'), levels = measured.rows('levelDifference'), times = measured.rows('timeDifference');
        const level = [...curve('heard', levels[0], 'hue-left marked', bands), ...curve('real pair', levels[1], 'plain dashed', bands)], time = [...curve('heard', times[0], 'hue-left marked', bands), ...curve('real pair', times[1], 'plain dashed', bands)];
        this.level.show({ title: 'Level difference between the ears', unit: 'dB', curves: level, ...span(level, 0, 10, -20, 40), stale });
        this.time.show({ title: 'Time difference between the ears', unit: 'µs', curves: time, decimals: 0, ...span(time, 0, 300, -1000, 1000), stale });
        const tone = measured.rows('tone').flatMap((values, index) => values.some(Number.isFinite) ? curve(inWords(inputs[index]), values, look(inputs[index])) : []);
        this.tone.show({ title: 'Tone against a real loudspeaker', unit: 'dB', curves: tone, ...span(tone, -6, 6, -24, 24), stale });
        const effort = measured.rows('effort').flatMap((values, index) => values.some(Number.isFinite) ? curve(inWords(inputs[index]), values, look(inputs[index])) : []);
        this.effort.show({ title: 'Effort of the drivers together', unit: 'dB', curves: effort, ...span(effort, -6, 12, -30, 40), stale });
        this.#drawBeam();
    }

    /** @param {Answer} planned @param {Answer | null} measured @param {string} before */
    #drawCancellation(planned, measured, before) {
        const all = [...new Set([...planned.inputs, ...measured?.inputs ?? []])].filter(input => input !== 'lfe'); // which has no curve
        this.#offer(all);
        const input = all.includes(this.#side) ? this.#side : 'left', from = planned.inputs.includes(input) || !measured ? planned : measured, index = from.inputs.indexOf(input), achieved = measured?.rows('achieved')[measured.inputs.indexOf(input)];
        const at = from.values('frequencies'), old = from === measured ? before : ''; // a plan has left and right alone: what is drawn of others is of the last design
        const curves = [{ name: `asked${old}`, values: from.rows('target')[index] ?? [], at, look: 'plain dotted' }, { name: `planned${old}`, values: from.rows('planned')[index] ?? [], at, look: `${hue(input)} dashed` },
            ...measured && achieved ? [{ name: `measured${before}`, values: achieved, at: measured.values('frequencies'), look: `${hue(input)}${before ? ' faint' : ''}` }] : []];
        this.cancellation.show({ title: input === 'centre' ? 'Beam of the centre: front over sides' : `Cancellation of the ${inWords(input)} channel at the other ear`, unit: 'dB', curves, ...span(curves, 0, 20, -5, 45) });
    }

    /** The inputs of which cancellation can be seen. @param {string[]} inputs */
    #offer(inputs) {
        const group = byId('cancellation-inputs', HTMLElement);
        if (group.dataset.inputs === inputs.join()) return;
        group.dataset.inputs = inputs.join();
        if (!inputs.includes(this.#side)) this.#side = 'left';
        group.replaceChildren(element('legend', {}, 'Input'), ...inputs.map(input => element('label', {}, element('input', { type: 'radio', name: 'side', value: input, checked: input === this.#side, change: () => { this.#side = input; this.draw(); } }), element('span', {}, capital(input)))));
    }

    /** Level of the centre over frequency and azimuth. */
    #drawBeam() {
        const measured = this.#measured, axes = byId('beam-axes', SVGSVGElement), canvas = byId('beam', HTMLCanvasElement), { clientWidth: width, clientHeight: height } = axes;
        const without = measured?.header.without?.beam ?? '', note = byId('beam-note', HTMLElement);
        note.hidden = !without;
        say(note, without);
        for (const part of document.querySelectorAll('#panel-beam .field-map, #panel-beam .scale-box, #panel-beam h3')) /** @type {HTMLElement} */ (part).hidden = !!without;
        if (without) this.fillBeam();
        if (!measured?.has('beam') || !width) return;
        const rows = measured.rows('beam'), azimuths = measured.values('beamAzimuths'), frequencies = measured.values('beamFrequencies'), [low, high] = [frequencies[0], frequencies[frequencies.length - 1]];
        const most = Math.ceil(measured.values('beam').reduce((peak, value) => value > peak ? value : peak, -200) / 3) * 3, least = most - 30, ascending = azimuths[0] < azimuths[azimuths.length - 1];
        const columns = 240, nearest = Array.from({ length: columns }, (_, column) => { const wanted = low * (high / low) ** (column / (columns - 1)); let best = 0; frequencies.forEach((frequency, index) => { if (Math.abs(Math.log(frequency / wanted)) < Math.abs(Math.log(frequencies[best] / wanted))) best = index; }); return best; });
        paint(canvas, rows.length, columns, (row, column) => rows[ascending ? rows.length - 1 - row : row][nearest[column]], least, most);
        canvas.classList.toggle('stale', this.#stale);
        const [left, right, top, bottom] = [48, 12, 8, 26], x = (/** @type {number} */ frequency) => left + (width - left - right) * Math.log(frequency / low) / Math.log(high / low);
        const [from, to] = [Math.min(...azimuths), Math.max(...azimuths)], y = (/** @type {number} */ azimuth) => top + (height - top - bottom) * (to - azimuth) / (to - from);
        Object.assign(canvas.style, { left: `${left}px`, top: `${top}px`, width: `${width - left - right}px`, height: `${height - top - bottom}px` });
        set(axes, { viewBox: `0 0 ${width} ${height}` }).replaceChildren(
            ...[100, 200, 500, 1000, 2000, 5000, 10000].filter(frequency => frequency >= low && frequency <= high).flatMap(frequency => [shape('line', { class: 'grid', x1: x(frequency), x2: x(frequency), y1: top, y2: height - bottom }), shape('text', { class: 'tick middle', x: x(frequency), y: height - 8 }, frequency >= 1000 ? `${frequency / 1000}k` : String(frequency))]),
            ...[-180, -90, 0, 90, 180].filter(azimuth => azimuth >= from && azimuth <= to).flatMap(azimuth => [shape('line', { class: 'grid', x1: left, x2: width - right, y1: y(azimuth), y2: y(azimuth) }), shape('text', { class: 'tick end', x: left - 6, y: Math.max(top + 8, Math.min(height - bottom, y(azimuth) + 4)) }, azimuth ? `${Math.abs(azimuth)}°${Math.abs(azimuth) === 180 ? '' : azimuth > 0 ? ' L' : ' R'}` : 'front')]));
        byId('beam-least', HTMLElement).textContent = number(least, 0);
        byId('beam-most', HTMLElement).textContent = `${number(most, 0)} dB`;
        this.fillBeam();
    }

    #beamTable() {
        const measured = this.#measured;
        if (!measured?.has('beam')) return element('p', {}, measured?.header.without?.beam ?? 'Nothing is measured yet.');
        const rows = measured.rows('beam'), azimuths = [...measured.values('beamAzimuths')], frequencies = [...measured.values('beamFrequencies')];
        const octaves = [125, 250, 500, 1000, 2000, 4000, 8000].filter(octave => octave >= frequencies[0] && octave <= (frequencies.at(-1) ?? 0)).map(octave => frequencies.reduce((best, frequency, index) => Math.abs(Math.log(frequency / octave)) < Math.abs(Math.log(frequencies[best] / octave)) ? index : best, 0));
        const wanted = azimuths.map((azimuth, index) => ({ azimuth, index })).filter(({ azimuth }) => Math.abs(azimuth / 30 - Math.round(azimuth / 30)) < 1e-6);
        return table('Level of the centre in dB, by azimuth (+ = left) and frequency', ['Azimuth', ...octaves.map(index => hertz(frequencies[index]))], wanted.map(({ azimuth, index }) => [`${number(azimuth, 0)}°`, ...octaves.map(column => number(rows[index][column]))]));
    }
}
