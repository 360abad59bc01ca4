/** Listening: song, play, and before and after. */
import { byId, element, say, set } from './elements.js';
import { fileField } from './field.js';
import { BlindDialog } from './blind.js';
import { Player, responses, setNames } from './player.js';
import { clock, sentence } from './words.js';

/** @typedef {import('./types.js').Song} Song */
/** @typedef {import('./types.js').SetName} SetName */
/** @typedef {import('./answer.js').Answer} Answer */
/** @typedef {import('./server.js').Server} Server */

const names = { after: 'After: with the plan', before: 'Before: the device untreated', pair: 'A real pair of loudspeakers' };

export class Listening {
    /** @type {Song[]} */ #songs = [];
    /** @type {(() => void) | null} what has to wait until a blind test is over */ #after = null;
    #loaded = '';
    #wanted = '';
    /** @type {{wanted: string, sound: Promise<import('./server.js').Sound>} | null} */ #fetched = null;

    #layout = 'stereo';
    /** @type {Record<string, string>} the song that was chosen last of each layout */ #lastOf = {};

    /** @param {Server} server @param {(song: Song) => void} songChanged asks for the layout and the gains of another song @param {(words: string) => void} tell */
    constructor(server, songChanged, tell) {
        this.server = server;
        this.songChanged = songChanged;
        this.tell = tell;
        this.player = new Player(() => this.#show());
        this.playButton = byId('play', HTMLButtonElement);
        this.seek = byId('seek', HTMLInputElement);
        this.song = byId('song', HTMLSelectElement);
        this.blind = new BlindDialog(this.player, tell, () => { this.#after?.(); this.#after = null; });
        for (const button of [this.playButton, byId('test-play', HTMLButtonElement)]) set(button, { click: () => this.toggle() });
        for (const name of setNames) set(byId(name, HTMLButtonElement), { click: () => this.hear(name) });
        set(this.seek, { input: () => this.player.seek(Number(this.seek.value)) });
        set(byId('loop', HTMLButtonElement), { click: () => { this.player.loop(!this.player.looping); this.#show(); } });
        const volume = byId('volume', HTMLInputElement);
        set(volume, { input: () => { this.player.volume((Number(volume.value) / 100) ** 2); set(volume, { 'aria-valuetext': `${volume.value} %` }); } });
        set(this.song, { change: () => this.#choose() });
        this.file = fileField({ label: 'Open your own song or film …', accept: 'audio/*,video/*,.flac,.wav,.mp3,.m4a,.ogg,.opus,.mkv,.mka', take: async file => {
            const song = await this.server.song(file);
            this.#songs = [...this.#songs.filter(({ id }) => id !== song.id && id !== song.removed), song];
            this.#list(song.id);
            this.#choose();
            return song.note ?? '';
        } });
        byId('own-song', HTMLElement).append(this.file.node);
        setInterval(() => this.#tick(), 200);
    }

    /** The songs that the server has; the one that was chosen stays, if it is among them. @param {Song[]} songs */
    offer(songs) {
        this.#songs = songs;
        this.#list(this.#find(this.song.value)?.id ?? songs[0]?.id ?? '');
    }

    /** @param {string} id */
    #find(id) { return this.#songs.find(song => song.id === id); }

    /** @param {string} chosen empty: no song fits the layout */
    #list(chosen) {
        const none = chosen ? [] : [element('option', { value: '' }, `no film of ${this.#layout} is open`)];
        this.song.replaceChildren(...none, ...this.#songs.map(({ id, name, seconds, layout }) => element('option', { value: id }, `${name} (${layout === 'stereo' ? '' : `${layout}, `}${clock(seconds)})`)));
        this.song.value = chosen;
    }

    /** The song that is chosen now is to be played. */
    #choose() {
        const song = this.#find(this.id);
        if (!song) return;
        [this.#layout, this.#lastOf[song.layout]] = [song.layout, song.id];
        this.songChanged(song);
    }

    /** The state has a layout: where it is another than before, a song of it is chosen, else one that a plan for it plays, else none. @param {string} layout */
    fit(layout) {
        if (layout === this.#layout && this.#find(this.id)?.fits.includes(layout)) return;
        this.#layout = layout;
        const fitting = this.#songs.filter(song => song.fits.includes(layout));
        const song = this.#find(this.#lastOf[layout] ?? '') ?? fitting.find(song => song.layout === layout) ?? fitting.find(({ id }) => id === this.id) ?? fitting[0];
        this.#list(song?.id ?? '');
    }

    get id() { return this.song.value; }
    get testing() { return this.blind.open; }

    /** Begins to fetch a song while its design is made. @param {string} id @param {string} upmix */
    fetch(id, upmix) {
        const wanted = `${id} ${upmix}`;
        if (!id || wanted === this.#loaded || wanted === this.#fetched?.wanted) return;
        const sound = this.server.sound(id, upmix);
        sound.catch(() => {}); // told when the design wants it
        this.#fetched = { wanted, sound };
    }

    /** Takes the responses of a design, and its song if that or its split has changed; gives the seconds until it is heard. @param {Answer} answer @param {string} id @param {string} upmix */
    async take(answer, id, upmix) {
        if (this.testing) { this.#after = () => void this.take(answer, id, upmix); return 0; }
        const wanted = this.#wanted = `${id} ${upmix}`, next = responses(answer);
        this.#unheard('');
        if (wanted === this.#loaded) return this.player.take(next);
        const fault = byId('song-error', HTMLElement);
        try {
            this.fetch(id, upmix);
            const sound = await this.#fetched?.sound;
            if (wanted !== this.#wanted || !sound) return 0;
            if (wanted === this.#loaded) return this.player.take(next);
            this.player.load(sound, next);
            this.#loaded = wanted;
            this.#fetched = null;
            fault.hidden = true;
        } catch (error) {
            this.#fetched = null;
            fault.hidden = false;
            say(fault, sentence(error));
        }
        return 0;
    }

    /** The plan is for a layout of which there is no song. @param {string} sentence */
    none(sentence) {
        if (this.testing) { this.#after = () => this.none(sentence); return; }
        [this.#wanted, this.#loaded] = ['', ''];
        this.player.clear();
        this.#unheard(sentence);
    }

    /** Why nothing can be played, where Play is. @param {string} sentence */
    #unheard(sentence) {
        const why = byId('unheard', HTMLElement);
        why.hidden = !sentence;
        say(why, sentence);
    }

    /** Another place of a head that is followed. @param {Answer} answer */
    follow(answer) { return this.testing ? 0 : this.player.follow(answer); }

    toggle() { this.player.playing ? this.player.pause() : this.player.play(); }

    /** @param {SetName} name */
    hear(name) {
        this.player.hear(name);
        this.tell(names[name]);
    }

    #show() {
        const { playing, ready, heard, looping, duration } = this.player, blind = this.testing;
        this.playButton.disabled = !ready;
        for (const button of [this.playButton, byId('test-play', HTMLButtonElement)]) set(button, { 'aria-label': playing ? 'Pause' : 'Play', class: playing ? 'playing' : '' });
        for (const name of setNames) set(byId(name, HTMLButtonElement), { 'aria-pressed': String(!blind && heard === name) });
        set(byId('loop', HTMLButtonElement), { 'aria-pressed': String(looping) });
        set(this.seek, { max: duration || 1, disabled: !ready });
        for (const id of ['abx', 'preference']) byId(id, HTMLButtonElement).disabled = !ready;
        this.#tick();
    }

    #tick() {
        const { position, duration } = this.player;
        if (document.activeElement !== this.seek || this.player.playing) this.seek.value = String(position);
        set(this.seek, { 'aria-valuetext': `${clock(position)} of ${clock(duration)}` });
        say(byId('clock', HTMLElement), `${clock(position)} / ${clock(duration)}`);
    }

    /** Keys of the page: 1, 2, 3 and space. @param {KeyboardEvent} event */
    key(event) {
        const name = { 1: 'before', 2: 'after', 3: 'pair' }[event.key];
        if (name) this.hear(/** @type {SetName} */ (name));
        else if (event.key === ' ' && this.player.ready) this.toggle();
        else return;
        event.preventDefault();
    }
}
