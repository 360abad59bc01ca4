using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Files.Measurements;

/// <summary>
/// Measured heads in SOFA files (AES69), convention SimpleFreeFieldHRIR: <c>Data.IR</c> measurements x ears x taps, source positions as
/// the listener sees them.
/// </summary>
public static class SofaFile
{
    const string Convention = "SimpleFreeFieldHRIR";
    const int MaxMeasurements = 100000, MaxTaps = 8192;
    const double LongestEarDelaySeconds = 2e-3, FarthestEarMetres = 0.3;

    /// <summary>How much of the sound may come late: of any file, and of one that says that it was measured in a room.</summary>
    const double MostLateDb = -15, MostLateInRoomDb = -30;

    /// <summary>Reads a head from a file whose ears are named right.</summary>
    /// <inheritdoc cref="Open(string, bool)"/>
    public static MeasuredHead Open(string path) => Open(path, swapEars: false);

    /// <summary>Reads a head.</summary>
    /// <param name="path">The file.</param>
    /// <param name="swapEars">True to exchange the ears of a file whose sides are mirrored.</param>
    /// <exception cref="FileFormatException">The file is missing, damaged, no SimpleFreeFieldHRIR, or its sides are mirrored and not to be
    /// exchanged, or right and to be exchanged.</exception>
    public static MeasuredHead Open(string path, bool swapEars) => Open(path, swapEars, turnDegrees: 0, lowEndFromSphere: false);

    /// <summary>Reads a head that is put right.</summary>
    /// <param name="path">The file.</param>
    /// <param name="swapEars">True to exchange the ears.</param>
    /// <param name="turnDegrees">By how much it was turned to the left while it was measured.</param>
    /// <param name="lowEndFromSphere">True to continue it by the sphere below 400 Hz.</param>
    internal static MeasuredHead Open(string path, bool swapEars, double turnDegrees, bool lowEndFromSphere) =>
        SofaContainer.Read(path, "head", sofa => ReadSided(sofa, new(path, swapEars, Fingerprint(path)) { TurnDegrees = turnDegrees, LowEndFromSphere = lowEndFromSphere }));

    /// <summary>Reads a head from a seekable stream, which is read from its beginning and closed.</summary>
    /// <param name="content">A SOFA file's bytes. HDF5 cannot be read forward only: copy other streams to memory first.</param>
    /// <param name="name">Named in errors. A stored plan finds its head again by this name: where plans are stored, give a path of the same file.</param>
    /// <param name="swapEars">True to exchange the ears of a file whose sides are mirrored.</param>
    /// <exception cref="ArgumentException">The stream is not seekable.</exception>
    /// <exception cref="FileFormatException">As for a path.</exception>
    public static MeasuredHead Open(Stream content, string name, bool swapEars)
    {
        if (!content.CanSeek) throw new ArgumentException($"{name}: SOFA is read from a seekable stream: copy it to a MemoryStream first.", nameof(content));
        content.Position = 0;
        HeadOrigin origin = new(name, swapEars, Sha256.Of(content));
        content.Position = 0;
        return SofaContainer.Read(() => content, name, sofa => ReadSided(sofa, origin));
    }

    /// <summary>SHA-256 of a file, in lower-case hexadecimal digits.</summary>
    internal static string Fingerprint(string path)
    {
        FilesRead.Note(path);
        return FileFingerprint.Of(path);
    }

    /// <summary>Reads a head whose ears are on the sides that its sound tells.</summary>
    static MeasuredHead ReadSided(SofaContainer sofa, HeadOrigin origin)
    {
        bool swapEars = origin.EarsSwapped;
        MeasuredHead Head(bool exchanged) => Read(sofa, origin, exchanged);
        // early files name the receivers on the wrong sides; where the sound says that they do, it is believed
        MeasuredHead head = Head(swapEars);
        if (RightEarFirst(sofa) && head.SideOfLeftSources != (swapEars ? -1 : 1)) head = Head(!swapEars);
        if (!head.TellsSides) throw sofa.Fault(ErrorCodes.NoHead, "sources to the left and right sound alike at both ears, equally loud and at the same time, as at no head", "use the file of a head");
        if (head.LateShareDb > MostLateDb || IsOfARoom(sofa, head))
            throw sofa.Fault(Invariant($"holds a room{(RoomType(sofa) is { } type ? $" (RoomType '{PrintableText.Quote(type)}')" : "")}: {head.LateShareDb:0} dB of its sound comes more than {1e3 * MeasuredHead.DirectSeconds:0} ms after the first, and a head is measured in free field: cut its responses behind the first sound, or name the file as a measured room"));
        if (head.SideOfLeftSources >= 0) return head;
        throw swapEars
            ? sofa.Fault(ErrorCodes.EarsExchanged, "sources on the left would be louder and earlier at the right ear if its ears were exchanged", "read it as it is")
            : sofa.Fault(ErrorCodes.EarsMirrored, "sources on the left are louder and earlier at the right ear, its sides are mirrored", "exchange the ears, or repair the file");
    }

    /// <summary>True where the file says that it was measured in a room, and sound beyond the first is heard.</summary>
    static bool IsOfARoom(SofaContainer sofa, MeasuredHead head) => RoomType(sofa) is not (null or "free field" or "free-field" or "freefield") && head.LateShareDb > MostLateInRoomDb;

    static string? RoomType(SofaContainer sofa) => sofa.Text("RoomType")?.ToLowerInvariant();

    static MeasuredHead Read(SofaContainer sofa, HeadOrigin origin, bool exchanged)
    {
        sofa.RequireConvention(Convention, "not a head's impulse responses in free field");
        if (sofa.Text("DataType") is { } type && type != "FIR") throw sofa.Fault($"its data are of the type '{type}', not impulse responses (FIR): use a {Convention} file");
        int[] shape = sofa.Shape("Data.IR");
        if (shape.Length != 3 || shape[1] != 2 || shape[0] is < 4 or > MaxMeasurements || shape[2] is < 1 or > MaxTaps)
            throw sofa.Fault($"its impulse responses are {string.Join(" x ", shape)}, not measurements x 2 ears x taps (4 to {MaxMeasurements} measurements, 1 to {MaxTaps} taps): use a {Convention} file");
        double rate = sofa.SampleRate();
        double[][] delays = Delays(sofa, shape[0], rate);
        Position[] sources = Array.ConvertAll(Sources(sofa, shape[0]), source => source.Turned(-origin.TurnDegrees * Math.PI / 180));
        float[][,] ears = Ears(sofa, shape[0], shape[2]);
        if (exchanged)
        {
            Array.Reverse(ears);
            Array.Reverse(delays);
        }
        try
        {
            return new MeasuredHead(sources, ears, rate, delays) { Origin = origin, LowEndFromSphere = origin.LowEndFromSphere };
        }
        catch (ArgumentException e)
        {
            throw sofa.Fault($"{e.Message.TrimEnd('.')}: use a file with more of them");
        }
    }

    /// <summary>ear x measurement, samples.</summary>
    static double[][] Delays(SofaContainer sofa, int measurements, double rate)
    {
        double samples = sofa.Has("Data.Delay") ? sofa.SamplesPerUnit("Data.Delay", rate) : 1;
        double[] delays = sofa.Has("Data.Delay") ? Array.ConvertAll(sofa.Numbers("Data.Delay"), delay => samples * delay) : [0, 0];
        if (delays.Length != 2 && delays.Length != 2 * measurements)
            throw sofa.Fault($"has {delays.Length} delays for {measurements} measurements at 2 ears: the file is damaged, fetch it again");
        double[][] ears = [.. Enumerable.Range(0, 2).Select(ear => Enumerable.Range(0, measurements).Select(m => delays[(delays.Length == 2 ? 0 : 2 * m) + ear]).ToArray())];
        double apart = Enumerable.Range(0, measurements).Max(m => Math.Abs(ears[0][m] - ears[1][m])) / rate;
        if (delays.Any(delay => !SaneRange.IsTime(delay / rate))) throw sofa.Fault(Invariant($"its delays are longer than {SaneRange.MostSeconds} s: the file is damaged, fetch it again"));
        return apart <= LongestEarDelaySeconds ? ears : throw sofa.Fault(Invariant($"its delays hold the ears {apart * 1e3:0.#} ms apart, which no head does: the file is damaged, fetch it again"));
    }

    /// <summary>Source positions in the listener's frame, metres.</summary>
    static Position[] Sources(SofaContainer sofa, int measurements)
    {
        Position[] sources = SofaPositions.Read(sofa, "SourcePosition");
        if (sources.Length == 1) sources = [.. Enumerable.Repeat(sources[0], measurements)];
        if (sources.Length != measurements) throw sofa.Fault($"has {sources.Length} source positions for {measurements} measurements: the file is damaged, fetch it again");
        Position[] places = SofaPositions.Rows(sofa, "ListenerPosition", measurements, default);
        Position[] views = SofaPositions.Rows(sofa, "ListenerView", measurements, new(1, 0, 0)), ups = SofaPositions.Rows(sofa, "ListenerUp", measurements, new(0, 0, 1), "ListenerView");
        for (int i = 0; i < measurements; i++)
        {
            sources[i] = SofaPositions.AsSeen(sofa, sources[i] - places[i], views[i], ups[i]);
            if (!(sources[i].Length is > 0.1 and < 1000)) throw sofa.Fault(Invariant($"source {i + 1} is {sources[i].Length:G3} m from the head's centre: the file is damaged, fetch it again"));
        }
        return sources;
    }

    /// <summary>True where the first receiver is on the right.</summary>
    static bool RightEarFirst(SofaContainer sofa)
    {
        if (!sofa.Has("ReceiverPosition")) return false;
        Position[] receivers = SofaPositions.Read(sofa, "ReceiverPosition");
        if (receivers.Length != 2 || receivers.Any(ear => ear.Length > FarthestEarMetres)) throw sofa.Fault("its ReceiverPosition is not that of two ears on a head: use a file whose receivers are the ears");
        return receivers[0].Y < receivers[1].Y;
    }

    static float[][,] Ears(SofaContainer sofa, int measurements, int taps)
    {
        double[] values = sofa.Samples("Data.IR");
        float[][,] ears = [new float[measurements, taps], new float[measurements, taps]];
        for (int i = 0; i < values.Length; i++) ears[i / taps % 2][i / (2 * taps), i % taps] = (float)values[i];
        return values.Max(Math.Abs) is > 1e-12 and < 1e9 ? ears : throw sofa.Fault("its impulse responses are silent or boundless: the file is damaged, fetch it again");
    }
}
