/** The studio's page: one state, asked about and drawn whenever it changes. */
import { byId, discloses, say, set } from './elements.js';
import { CloseUp } from './close-up.js';
import { Connection } from './connection.js';
import { Curves } from './curves.js';
import { Findings } from './findings/findings.js';
import { ExampleFiles, Examples, examples } from './examples/examples.js';
import { DriverList } from './drivers.js';
import { Dropping } from './dropping/drop.js';
import { MeasuredDrivers } from './dropping/measured.js';
import { takeLayout } from './film/layout.js';
import { Following } from './following/following.js';
import { Listening } from './listening.js';
import { LivePanel } from './live/panel.js';
import { PlanView } from './plan-view.js';
import { Results } from './results.js';
import { SeatList } from './seats/seats.js';
import { Server } from './server.js';
import { Settings, boundsOf } from './settings.js';
import { Store, fragment, shared, token } from './state.js';
import { TakeAway } from './take-away.js';
import { number, sentence } from './words.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Hello} Hello */
/** @typedef {import('./answer.js').Answer} Answer */

const mapSize = { columns: 40, rows: 30 };
const timings = { planned: /** @type {number[]} */ ([]), measured: /** @type {number[]} */ ([]), sound: /** @type {number[]} */ ([]), followed: /** @type {number[]} */ ([]) };
const status = byId('status', HTMLElement), fault = byId('error', HTMLElement), connectionNote = byId('connection', HTMLElement), busy = byId('busy', HTMLElement);
const key = token(), list = document.documentElement.dataset.examples ? examples(document.documentElement.dataset.examples) : null, server = list ? new ExampleFiles(list) : new Server(key ?? '');

/** @type {{store: Store, view: PlanView, closeUp: CloseUp, drivers: DriverList, settings: Settings, measured: MeasuredDrivers, following: Following, seats: SeatList} | null} */ let studio = null;
/** @type {TakeAway | null} */ let away = null;
/** @type {LivePanel | null} */ let live = null;
let kept = '', unsaid = '', words = '', dragging = false, shown = '', measured = '', designOf = '', songOf = '', lastTold = 0;

/** Says in the live region what changed, no more than once a second while something is dragged. @param {string} text @param {boolean} [often] */
function tell(text, often = true) {
    unsaid = often || performance.now() - lastTold >= 1000 ? '' : text;
    if (unsaid) return;
    lastTold = performance.now();
    say(status, text);
}

const fillMapTable = discloses(byId('map-table', HTMLDetailsElement), () => studio?.view.table() ?? document.createTextNode('There is no map yet.'));

/** @type {ReturnType<typeof setTimeout> | undefined} */ let waiting;

/** A picture that stays behind the state for long says that it is of the state before. @param {boolean} isBehind */
function behind(isBehind) {
    if (isBehind) waiting ??= setTimeout(() => document.body.classList.add('behind'), 700);
    else {
        clearTimeout(waiting);
        waiting = undefined;
        document.body.classList.remove('behind');
    }
}

/** @param {string | null} text */
function showError(text) {
    fault.hidden = !text;
    say(fault, text ?? '');
}

/** Says what is wrong with what was brought to the page, until it is changed. @param {string} text */
function refuse(text) {
    kept = text;
    showError(text);
}

/** @param {boolean} on */
function working(on) {
    busy.hidden = !on;
    set(byId('results', HTMLElement), { 'aria-busy': String(on) });
}

const curves = new Curves(), results = new Results(), findings = new Findings(tell), listening = new Listening(server, song => chosen(song), tell);

/** Another song is to be played: the plan becomes one for its layout, in the same step. @param {import('./types.js').Song} song */
function chosen({ name, layout }) {
    if (!studio) return;
    if (layout === studio.store.state.layout) design(performance.now());
    else studio.store.change(`${name}: layout ${layout}`, draft => takeLayout(draft, layout));
}

/** @param {number} time */
function plan(time) { if (studio) connection?.ask('plan', { state: studio.store.state, map: mapSize }, time); }

/** Asks for the real design of the state, with gains for the song. @param {number} time */
function design(time) {
    if (!studio || !connection) return;
    [designOf, songOf] = [JSON.stringify(studio.store.state), listening.id];
    connection.ask('design', { state: studio.store.state, song: listening.id }, time);
    listening.fetch(listening.id, studio.store.state.upmix);
    working(connection.designing);
}

/** Asks for what follows the head: the filters of all places, or those of the listener's. @param {'bank' | 'follow'} kind @param {number} time */
function follow(kind, time) { if (studio) connection?.ask(kind, { state: studio.store.state, song: songOf || listening.id, map: mapSize }, time); }

/** The state has changed: draw it, mark what was measured before, and ask. @param {import('./state.js').Change} change */
function changed(change) {
    if (!studio) return;
    ({ words, dragging } = change);
    kept = '';
    listening.fit(studio.store.state.layout);
    redraw();
    live?.moved();
    const now = JSON.stringify(studio.store.state);
    if (studio.following.follows) {
        if (!change.dragging) history.replaceState(null, '', fragment(studio.store.state));
        if (now === measured) {
            if (unsaid && !change.dragging) tell(unsaid);
            return;
        }
        curves.age();
        results.age();
        findings.age();
        studio.following.move(change.time);
        return;
    }
    behind(now !== shown);
    if (now !== measured) { curves.age(); results.age(); findings.age(); studio.view.age(); }
    if (change.dragging) {
        connection?.drop('design');
        working(false);
        plan(change.time);
    } else {
        history.replaceState(null, '', fragment(studio.store.state));
        if (now !== shown) plan(change.time);
        design(change.time);
    }
}

function redraw() {
    if (!studio) return;
    const { store, view, closeUp, drivers, settings, following } = studio;
    following.refresh();
    studio.seats.refresh();
    view.draw();
    closeUp.draw();
    drivers.refresh();
    settings.refresh();
    byId('undo', HTMLButtonElement).disabled = !store.canUndo;
    byId('redo', HTMLButtonElement).disabled = !store.canRedo;
    byId('apart', HTMLInputElement).checked = !!store.state.listener;
    document.title = `${store.state.device.name} – Proscenium studio`;
}

/** @param {Answer} answer @param {number} time @param {string} of the state that was asked about, as text */
function answered(answer, time, of) {
    if (!studio) return;
    showError(answer.header.missing ?? (kept || null));
    studio.measured.missing(!!answer.header.missing);
    const final = of === JSON.stringify(studio.store.state);
    if (answer.header.do === 'bank') return studio.following.take(answer, time);
    if (answer.header.do === 'follow') return followed(answer, time, final ? of : '');
    if (answer.header.stage === 'planned') {
        if (measured === of && final) return;
        shown = of;
        behind(false);
        behind(!final);
        studio.view.show(answer);
        fillMapTable();
        curves.plan(answer);
        results.stage(answer);
        timings.planned.push(performance.now() - time);
        tell(`${words ? `${words}: ` : ''}${number(answer.header.cancellation.mean, 0)} dB of cancellation, planned.`, !dragging);
        return;
    }
    working(false);
    if (!final) return;
    shown = measured = of;
    behind(false);
    studio.view.show(answer);
    fillMapTable();
    studio.view.freshen();
    curves.take(answer);
    results.stage(answer);
    results.measured(answer);
    findings.expect(studio.store.state);
    away?.offer(answer.header.exports);
    say(byId('command', HTMLElement), answer.header.command ?? '');
    byId('download-poses', HTMLButtonElement).hidden = !answer.header.command?.includes(' --poses ');
    timings.measured.push(performance.now() - time);
    tell(`${words ? `${words}: ` : ''}${number(answer.header.cancellation.mean, 1)} dB of cancellation, measured.`);
    if (answer.header.sets) heard(answer, time, of);
    if (answer.header.without?.sound) listening.none(answer.header.without.sound);
    studio.following.designed(songOf, performance.now());
}

/** The sound of a design, which comes before its pictures. @param {Answer} answer @param {number} time @param {string} of the state that was asked about, as text */
function heard(answer, time, of) {
    if (!studio || of !== JSON.stringify(studio.store.state)) return;
    void listening.take(answer, songOf, studio.store.state.upmix).then(wait => timings.sound.push(performance.now() - time + 1000 * wait));
}

/** The listener was dragged along, and the filters of the place play. @param {Answer} answer @param {number} time @param {string} of the state, as text; empty where it is another one by now */
function followed(answer, time, of) {
    if (!studio?.following.ready) return;
    if (of) {
        shown = measured = of;
        behind(false);
        studio.view.freshen();
    }
    studio.view.show(answer);
    fillMapTable();
    results.stage(answer);
    timings.followed.push(performance.now() - time);
    tell(`${words ? `${words}: ` : ''}${studio.following.words(answer)}`, !dragging);
    timings.sound.push(performance.now() - time + 1000 * listening.follow(answer));
}

/** More of a design that is shown. @param {Answer} answer @param {string} of the state that was asked about, as text */
function told(answer, of) { if (studio && of === JSON.stringify(studio.store.state)) findings.take(answer); }

/** The server greets: on first sight the page is made, after a loss it asks again. @param {Hello} hello */
function greeted(hello) {
    say(byId('version', HTMLElement), hello.version ? `version ${hello.version}` : '');
    listening.offer(hello.songs);
    if (!studio) {
        let state = hello.state;
        try { state = shared(location.hash) ?? hello.state; }
        catch (error) { refuse(sentence(error)); }
        const bounds = boundsOf(hello.bounds), store = new Store(structuredClone(state), changed), measured = new MeasuredDrivers(store, server), drivers = new DriverList(store, bounds, measured);
        studio = { store, drivers, measured, view: new PlanView(store, bounds, hello.layouts), closeUp: new CloseUp(store, bounds, index => drivers.mark(index)), settings: new Settings(store, hello, bounds, server), seats: new SeatList(store, bounds), following: new Following(store, bounds, follow, tell) };
        new Dropping({ server, measured, settings: studio.settings, song: listening.file, fault: refuse });
        away = new TakeAway(store, server, hello.formats, tell);
        set(byId('undo', HTMLButtonElement), { click: () => store.undo() });
        set(byId('redo', HTMLButtonElement), { click: () => store.redo() });
        const apart = byId('apart', HTMLInputElement);
        set(apart, { change: () => store.change(apart.checked ? 'A listener beside the seat' : 'The listener is in the seat', draft => { draft.listener = apart.checked ? { left: Math.round((draft.seat.left + 0.1) * 1000) / 1000, distance: draft.seat.distance } : null; }) });
        if (connection instanceof Connection) live = new LivePanel(connection.live, () => store.state, hello.devices.map(({ name }) => name));
        document.body.classList.add('ready');
    }
    studio.following.forget();
    listening.fit(studio.store.state.layout);
    redraw();
    live?.greeted();
    const now = performance.now();
    plan(now);
    design(now);
}

/** @param {import('./connection.js').Standing} standing @param {number} tries */
function stood(standing, tries) {
    document.body.dataset.connection = standing;
    connectionNote.hidden = standing === 'connected';
    say(connectionNote, standing === 'connecting' ? 'Connecting to the studio …' : standing === 'refused' ? 'The studio does not take the key of this page: open the address that it printed last.' : tries > 4 ? 'The studio does not answer: start proscenium studio again and open the address that it prints. Still trying …' : 'The connection to the studio is lost; trying again …');
    if (standing !== 'connected') { working(false); live?.lost(); }
}

/** @param {string} text @param {string} kind */
function failed(text, kind) {
    if (kind === 'design') working(false);
    if (kind === 'bank' || kind === 'follow') studio?.following.failed(text);
    if (studio && JSON.stringify(studio.store.state) !== measured) results.fail(shown === JSON.stringify(studio.store.state));
    showError(text);
    tell(text);
}

/** @type {Connection | Examples | null} */ let connection = null;
byId('live', HTMLElement).hidden = !!list; // a page without a server steers nothing
if (list) connection = new Examples(list, { hello: greeted, answer: answered, more: told, error: failed, standing: stood });
else if (key) connection = new Connection(key, { hello: greeted, answer: answered, more: told, sound: heard, error: failed, live: told => live?.show(told), standing: stood });
else {
    connectionNote.hidden = false;
    say(connectionNote, location.hash.includes('s=') ? 'This link shares a plan, but lacks the key of a studio: start proscenium studio, open the address that it prints, and paste this link anywhere on its page.' : 'This address lacks its key: open the one that proscenium studio printed.');
}

/** @param {EventTarget | null} target */
const typing = target => target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && ['text', 'number'].includes(target.type));

document.addEventListener('keydown', event => {
    if (typing(event.target) || listening.testing || event.defaultPrevented) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === 'z') {
        event.preventDefault();
        event.shiftKey ? studio?.store.redo() : studio?.store.undo();
    } else if (command && event.key.toLowerCase() === 'y') { event.preventDefault(); studio?.store.redo(); }
    else if (!command && !event.altKey && byId('keys', HTMLInputElement).checked && !(event.key === ' ' && (event.target instanceof HTMLButtonElement || event.target instanceof HTMLInputElement || (event.target instanceof Element && event.target.closest('summary'))))) listening.key(event);
});

/** Opens the plan that a fragment shares. @param {string} fragment */
function open(fragment) {
    try {
        const state = shared(fragment);
        if (state && studio && JSON.stringify(state) !== JSON.stringify(studio.store.state)) studio.store.change('The shared plan', draft => Object.assign(draft, state));
    } catch (error) { refuse(sentence(error)); }
}
window.addEventListener('hashchange', () => {
    const parts = new URLSearchParams(location.hash.slice(1)), given = parts.get('token');
    if (given && given !== key) { // of a studio that was started again
        token();
        if (studio && !parts.get('s')) history.replaceState(null, '', fragment(studio.store.state));
        location.reload();
    } else { token(); open(location.hash); }
});
document.addEventListener('paste', event => {
    const [, text] = /#(.*\bs=[\w-]+)/.exec(event.clipboardData?.getData('text') ?? '') ?? [];
    if (text && !typing(event.target)) open(text);
});

/** Before and after printing the pictures are drawn anew, to the sizes on paper. */
for (const [moment, on] of /** @type {[string, boolean][]} */ ([['beforeprint', true], ['afterprint', false]]))
    window.addEventListener(moment, () => { document.body.classList.toggle('printing', on); byId('warnings-box', HTMLDetailsElement).open = on; for (const picture of studio ? [studio.view, studio.closeUp] : []) { picture.measure(); picture.draw(); } for (const part of [curves, findings]) { part.measure(); part.draw(); } });

Object.assign(window, { studio: { state: () => structuredClone(studio?.store.state ?? null), renderOffline: (/** @type {import('./types.js').SetName} */ name, /** @type {number} */ seconds) => listening.player.renderOffline(name, seconds), timings } });
