/**
 * The shapes of what the server and the page say to each other; metres, degrees, hertz, decibels.
 *
 * @typedef {{left: number, up: number, front: number}} Position
 * @typedef {{azimuthDegrees: number, elevationDegrees: number}} Aim
 * @typedef {{id: string, name?: string, distanceMetres?: number, flightTime?: string, referenceDb?: number, delaySeconds?: number, phase?: string, turnedAbout?: string, positive?: string, plane?: string}} MeasuredResponse
 * @typedef {{name: string, kind: string, position: Position, aim: Aim, diameterMetres: number, bandHz: [number, number], response?: MeasuredResponse, limits?: unknown, polarity?: string}} Driver
 * @typedef {{name: string, description: string, enclosure: {shape: string, radiusMetres?: number}, drivers: Driver[], listeningDistanceMetres: number}} Device
 * @typedef {{left: number, distance: number}} Place
 * @typedef {{device: Device, seat: Place, seats?: Place[], robust: boolean, listener: Place | null, angle: number | null, target: number, gainLimit: number, boostLimit: number,
 *   tone: string, upmix: string, taps: number | null, room: string | null, head: string | null, plant?: {id: string, name: string} | null, follow?: {left: number, forward: number} | null, layout: string}} State
 *
 * @typedef {{id: string, name: string, seconds: number, sampleRate: number, layout: string, fits: string[], note?: string, removed?: string}} Song fits: layouts whose plans play it; removed: the song that made room for it
 * @typedef {{name: string, degrees: number}} ChannelPlace of a film, + = left
 * @typedef {{name: string, places: ChannelPlace[]}} Layout
 * @typedef {{name: string, description: string}} Named
 * @typedef {{version: string, devices: {name: string, description: string, device: Device}[], rooms: Named[], songs: Song[], layouts: Layout[], state: State, formats: Named[],
 *   bounds: Record<string, [number, number]>}} Hello
 *
 * @typedef {{left: number | null, right: number | null, mean: number | null}} Cancellation
 * @typedef {{left: [number, number], distance: [number, number]}} MapExtent
 * @typedef {{left: number | null, centre: number | null, right: number | null}} Heard
 * @typedef {'after' | 'before' | 'pair'} SetName
 * @typedef {{id: number, do: string, stage: 'planned' | 'measured', milliseconds: number, inputs: string[] | number, cancellation: Cancellation, map: MapExtent, error?: string, missing?: string | null, without?: Record<string, string>, seats?: Cancellation[], count?: number, notes?: string[], unfollowed?: Cancellation, beyond?: boolean, yaw?: number,
 *   figures: {name: string, value: number | null, unit: string, text: string}[], sentences: string[], warnings: string[], places: Record<SetName, Heard | null>, surrounds?: {name: string, meant: number, after: number | null, real: number | null}[],
 *   gains: Record<SetName, number>, sets: Record<SetName, {feeds: Record<string, number>[], taps: number}>, sampleRate: number, command: string, exports?: ExportChoice[],
 *   arrays: Record<string, {at: number, shape: number[]}>}} Header
 * @typedef {{name: string, refusal: string | null, stereoRefusal: string | null}} ExportChoice why a format does not hold a design, as it is and as left and right alone
 *
 * @typedef {{room: string, isWhole: boolean, sentences: string[], figures: {name: string, unit: string, decimals: number, after: number | null, before: number | null, pair: number | null}[]}} RoomHeader
 * @typedef {{song: string | null, hasCentre: boolean, sentences: string[], figures: {name: string, value: number | null, unit: string, text: string}[], isSoundPressure: boolean}} LevelHeader
 */
export {};
