/** The sound: a song through stereo convolvers, one for each input; three sets of them at equal loudness, and fades between them whose gains add up to 1. */

/** @typedef {import('./types.js').SetName} SetName */
/** @typedef {import('./server.js').Sound} Sound */
/** @typedef {import('./answer.js').Answer} Answer */
/** @typedef {{gain: number, paths: {feed: Record<string, number>, ears: Float32Array[]}[]}} Responses of one set: for each input, the channels of the song that feed it, with their gains, and the responses to both ears */
/** @typedef {{name: SetName, node: GainNode, parts: AudioNode[], from: number, to: number, since: number, live: boolean}} Voice */

/** @type {SetName[]} */ export const setNames = ['after', 'before', 'pair'];
const fadeSeconds = 0.03;

/** What an answer tells of a set, at a gain. @param {Answer} answer @param {SetName} name @param {number} gain @returns {Responses} */
function responsesOf(answer, name, gain) {
    const rows = answer.rows(name === 'pair' ? 'pairResponses' : name);
    return { gain, paths: answer.header.sets[name].feeds.map((feed, index) => ({ feed, ears: rows.slice(2 * index, 2 * index + 2) })) };
}

/** The responses of the same sets at another place of the head, at the gains that they had. @param {Record<SetName, Responses>} was @param {Answer} answer @returns {Record<SetName, Responses>} */
export const followed = (was, answer) => ({ ...was, after: responsesOf(answer, 'after', was.after.gain), before: responsesOf(answer, 'before', was.before.gain) });

/** What an answer's sets play. @param {Answer} answer @returns {Record<SetName, Responses>} */
export const responses = answer => ({ after: responsesOf(answer, 'after', answer.header.gains.after), before: responsesOf(answer, 'before', answer.header.gains.before), pair: responsesOf(answer, 'pair', answer.header.gains.pair) });

/** Builds one set between a splitter and a node; gives what it is made of. @param {BaseAudioContext} context @param {AudioNode} from @param {string[]} names of the channels that are split @param {Responses} set @param {AudioNode} to */
function build(context, from, names, { gain, paths }, to) {
    const level = new GainNode(context, { gain });
    level.connect(to);
    const parts = paths.flatMap(({ feed, ears }) => {
        const buffer = new AudioBuffer({ length: ears[0].length, numberOfChannels: 2, sampleRate: context.sampleRate });
        ears.forEach((ear, index) => buffer.copyToChannel(new Float32Array(ear), index));
        const convolver = new ConvolverNode(context, { buffer, disableNormalization: true });
        convolver.connect(level);
        const feeds = Object.entries(feed).filter(([channel]) => names.includes(channel)).map(([channel, share]) => {
            const node = new GainNode(context, { gain: share });
            from.connect(node, names.indexOf(channel));
            node.connect(convolver);
            return node;
        });
        return [...feeds, convolver];
    });
    return [level, ...parts];
}

export class Player {
    /** @type {AudioContext | null} */ #context = null;
    /** @type {GainNode | null} */ #master = null;
    /** @type {ChannelSplitterNode | null} */ #splitter = null;
    /** @type {{node: AudioBufferSourceNode, gate: GainNode} | null} */ #source = null;
    /** @type {Voice[]} */ #voices = [];
    /** @type {AudioBuffer | null} */ #song = null;
    /** @type {string[]} the names of its channels */ #names = [];
    /** @type {Record<SetName, Responses> | null} */ #responses = null;
    #rate = 48000;
    #offset = 0;
    #startedAt = 0;
    #volume = 1;
    #looping = true;
    /** @type {SetName} */ #heard = 'after';

    /** @param {() => void} changed called when playing begins or ends */
    constructor(changed) { this.changed = changed; }

    get playing() { return !!this.#source; }
    get ready() { return !!this.#song && !!this.#responses; }
    get duration() { return this.#song?.duration ?? 0; }
    get heard() { return this.#heard; }

    get position() {
        if (!this.#source || !this.#context) return this.#offset;
        const at = this.#offset + Math.max(0, this.#context.currentTime - this.#startedAt);
        return this.#looping ? at % this.duration : Math.min(at, this.duration);
    }

    /** Another song and what it is heard through; what played stops. @param {Sound} sound @param {Record<SetName, Responses>} next */
    load({ sampleRate, names, channels }, next) {
        const was = this.playing, keep = this.#song && this.#song.length === channels[0].length ? this.position : 0;
        this.#stop();
        this.#song = new AudioBuffer({ length: channels[0].length, numberOfChannels: channels.length, sampleRate });
        channels.forEach((channel, index) => this.#song?.copyToChannel(channel, index));
        this.#offset = keep;
        this.#names = names;
        this.#close();
        [this.#responses, this.#rate] = [next, sampleRate];
        if (was) this.play();
        this.changed();
    }

    /** There is nothing to hear. */
    clear() {
        this.#stop();
        this.#close();
        [this.#song, this.#responses, this.#offset] = [null, null, 0];
        this.changed();
    }

    #close() {
        const context = this.#context;
        setTimeout(() => void context?.close(), 300); // when what plays is faded out
        [this.#context, this.#voices] = [null, []];
    }

    /** The listener has moved to another place, whose filters follow. @param {Answer} answer */
    follow(answer) { return this.#responses && answer.header.sets ? this.take(followed(this.#responses, answer)) : 0; }

    /** New responses: while playing, new nodes run silently until they are full, and are then faded in; gives the seconds until then. @param {Record<SetName, Responses>} next */
    take(next) {
        this.#responses = next;
        const wait = this.#context ? this.#renew(this.playing) : 0;
        this.changed();
        return wait;
    }

    /** @param {boolean} gently */
    #renew(gently) {
        const context = this.#context, splitter = this.#splitter, master = this.#master, sets = this.#responses;
        if (!context || !splitter || !master || !sets) return 0;
        const longest = Math.max(...setNames.flatMap(name => sets[name].paths.map(path => path.ears[0].length))) / context.sampleRate;
        const at = context.currentTime + (gently ? Math.min(longest, 0.04) + 0.005 : 0), old = this.#voices;
        this.#voices = setNames.map(name => {
            const node = new GainNode(context, { gain: 0 });
            node.connect(master);
            return { name, node, parts: build(context, splitter, this.#names, sets[name], node), from: 0, to: 0, since: 0, live: true };
        });
        for (const voice of old) this.#fade(voice, 0, at);
        for (const voice of this.#voices) this.#fade(voice, voice.name === this.#heard ? 1 : 0, at);
        setTimeout(() => { for (const { node, parts } of old) { for (const part of parts) { try { splitter.disconnect(part); } catch { /* only feeds are fed by the splitter */ } part.disconnect(); } node.disconnect(); } }, (at - context.currentTime + fadeSeconds) * 1000 + 100);
        return at - context.currentTime;
    }

    /** A straight ramp from where the gain is at that time; ramps of all voices together keep their sum. @param {Voice} voice @param {number} to @param {number} at */
    #fade(voice, to, at) {
        const now = voice.from + (voice.to - voice.from) * Math.max(0, Math.min(1, (at - voice.since) / fadeSeconds));
        [voice.from, voice.to, voice.since] = [now, to, at];
        voice.node.gain.cancelScheduledValues(at);
        voice.node.gain.setValueAtTime(now, at);
        voice.node.gain.linearRampToValueAtTime(to, at + fadeSeconds);
    }

    /** Which set is heard from now on. @param {SetName} name */
    hear(name) {
        this.#heard = name;
        const latest = Math.max(0, ...this.#voices.map(voice => voice.since)), at = Math.max(this.#context?.currentTime ?? 0, this.#voices.length && latest > (this.#context?.currentTime ?? 0) ? latest : 0);
        for (const voice of this.#voices) this.#fade(voice, voice.name === name ? 1 : 0, at);
        this.changed();
    }

    /** Begins to play; to be called from a gesture. */
    play() {
        const song = this.#song;
        if (!song || !this.#responses || this.#source) return;
        if (!this.#context) {
            this.#context = new AudioContext({ sampleRate: this.#rate, latencyHint: 'interactive' });
            this.#splitter = new ChannelSplitterNode(this.#context, { numberOfOutputs: this.#names.length });
            this.#master = new GainNode(this.#context, { gain: this.#volume });
            this.#master.connect(this.#context.destination);
            this.#renew(false);
        }
        const context = this.#context;
        void context.resume();
        if (this.#offset >= song.duration - 0.01) this.#offset = 0;
        const node = new AudioBufferSourceNode(context, { buffer: song, loop: this.#looping }), gate = new GainNode(context, { gain: 0, channelCountMode: 'explicit', channelCount: song.numberOfChannels, channelInterpretation: 'discrete' });
        node.connect(gate);
        gate.connect(/** @type {ChannelSplitterNode} */ (this.#splitter));
        this.#startedAt = context.currentTime + 0.01;
        gate.gain.setValueAtTime(0, this.#startedAt);
        gate.gain.linearRampToValueAtTime(1, this.#startedAt + 0.01);
        node.start(this.#startedAt, this.#offset);
        node.onended = () => { if (this.#source?.node === node) { this.#stop(); this.#offset = 0; this.changed(); } };
        this.#source = { node, gate };
        this.changed();
    }

    pause() {
        this.#stop();
        this.changed();
    }

    #stop() {
        const source = this.#source, context = this.#context;
        if (!source || !context) return;
        this.#offset = this.position;
        this.#source = null;
        source.gate.gain.cancelScheduledValues(context.currentTime);
        source.gate.gain.setValueAtTime(1, context.currentTime);
        source.gate.gain.linearRampToValueAtTime(0, context.currentTime + 0.02);
        source.node.stop(context.currentTime + 0.03);
        setTimeout(() => source.gate.disconnect(), 300);
    }

    /** @param {number} seconds */
    seek(seconds) {
        const was = this.playing;
        this.#stop();
        this.#offset = Math.max(0, Math.min(seconds, this.duration));
        if (was) this.play();
        else this.changed();
    }

    /** @param {boolean} on */
    loop(on) {
        const at = this.position;
        this.#looping = on;
        if (!this.#source || !this.#context) return;
        [this.#offset, this.#startedAt] = [at, this.#context.currentTime];
        this.#source.node.loop = on;
    }

    get looping() { return this.#looping; }

    /** @param {number} gain */
    volume(gain) {
        this.#volume = gain;
        if (this.#master && this.#context) this.#master.gain.setTargetAtTime(gain, this.#context.currentTime, 0.015);
    }

    /** The same graph, not in real time: what is heard of one set from the beginning of the song. @param {SetName} name @param {number} seconds @returns {Promise<Float32Array[]>} */
    async renderOffline(name, seconds) {
        if (!this.#song || !this.#responses) throw new Error('Nothing was designed yet: wait for the measured picture.');
        const context = new OfflineAudioContext(2, Math.round(seconds * this.#rate), this.#rate);
        const splitter = new ChannelSplitterNode(context, { numberOfOutputs: this.#names.length }), source = new AudioBufferSourceNode(context, { buffer: this.#song });
        source.connect(splitter);
        build(context, splitter, this.#names, this.#responses[name], context.destination);
        source.start(0);
        const heard = await context.startRendering();
        return [heard.getChannelData(0), heard.getChannelData(1)];
    }
}
