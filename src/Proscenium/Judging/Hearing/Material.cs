namespace Proscenium.Judging.Hearing;

/// <summary>What is played decides how much of a room's answer is heard as direction.</summary>
enum Material
{
    /// <summary>
    /// Clicks, drums, speech: it begins at once, and the first wavefront decides (<see cref="FirstWavefront"/>): what follows counts the less, the later it comes.
    /// </summary>
    Onset,

    /// <summary>
    /// Noise, strings or an organ that swell over 100 ms or more: there is no first wavefront to hold on to, and the ongoing differences of the whole response
    /// count (Rakerd and Hartmann, Localization of sound in rooms II and III, JASA 78 and 80, 1985 and 1986; V, JASA 128, 2010: times at the ears lose their
    /// plausibility in a room, levels less so). What comes late counts 10 dB less than the direct sound, however late it is: by so much running sound
    /// still suppresses its echo (Haas, The influence of a single echo on the audibility of speech, 1951).
    /// </summary>
    Sustained,
}
