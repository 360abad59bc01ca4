using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Sound;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;

namespace Proscenium.Files.Projects;

/// <summary>The folder of a measurement: <c>session.json</c>, and <c>sweep.wav</c>, which is to be played, one channel a driver.</summary>
static class SessionFile
{
    /// <summary>Names of the files.</summary>
    public const string Name = "session.json", SoundName = "sweep.wav", ExcitationName = "excitation.wav";

    const int Version = 1;
    const double LeastRiseSeconds = 0.02, MostRiseSeconds = 30;

    /// <summary>Writes a session of drivers and its sound; both appear together.</summary>
    /// <exception cref="SoundException">The folder cannot be written.</exception>
    public static void Write(MeasurementSession session, string folder) => Write(session, session.Sound(), folder);

    /// <summary>Writes a session with its sound, drivers x frames.</summary>
    /// <exception cref="SoundException">The folder cannot be written.</exception>
    public static void Write(MeasurementSession session, float[][] sound, string folder)
    {
        byte[] wave = SoundWriter.Wave(session.SampleRate, sound);
        using AtomicFolder files = new(folder, "measure sweep");
        files.WriteBytes(SoundName, wave);
        if (session.Schedule.Sweep.Recorded is { } recorded) files.WriteBytes(ExcitationName, SoundWriter.Wave(session.SampleRate, Array.ConvertAll(recorded, sample => (float)sample)));
        files.WriteText(Name, ReadableJson.Of(Describe(session, Sha256.Of(wave), files.FullPath)) + "\n");
        files.Complete();
    }

    /// <summary>Reads a session back.</summary>
    /// <exception cref="FileFormatException">The folder holds no session, or a damaged one.</exception>
    public static MeasurementSession Read(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (!File.Exists(path)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"{folder}: holds no measurement: name the folder that 'sweep.wav' and '{Name}' were written to"));
        foreach (string part in (ReadOnlySpan<string>)[Name, SoundName, ExcitationName]) FilesRead.Note(Path.Combine(folder, part)); // nothing of a session is written over
        return StrictJson.Read(ProjectText.Of(path), path, json => Read(json, folder));
    }

    static JsonObject Describe(MeasurementSession session, string sha256, string folder)
    {
        SweepSignal sweep = session.Schedule.Sweep;
        JsonObject description = new()
        {
            ["version"] = Version,
            ["device"] = DeviceFile.Describe(session.Device, folder),
            ["distanceMetres"] = session.DistanceMetres,
            ["sampleRate"] = session.SampleRate,
            ["sweep"] = new JsonObject { ["file"] = SoundName, ["sha256"] = sha256, ["lowHz"] = sweep.LowHz, ["highHz"] = sweep.HighHz, ["riseSeconds"] = sweep.RiseSeconds, ["levelDb"] = session.LevelDb },
            ["decaySeconds"] = session.Schedule.DecaySeconds,
            ["overlapped"] = session.Schedule.Overlapped,
            ["sources"] = new JsonArray([.. session.Sources.Select(source => new JsonObject { ["name"] = source.Name, ["lowHz"] = source.LowHz })]),
        };
        if (sweep.Recorded is not null) description["sweep"]!["excitation"] = ExcitationName;
        SessionPlanFile.Describe(session.Plan, description, folder);
        return description;
    }

    static MeasurementSession Read(StrictJson json, string folder)
    {
        if (json.Whole("version", 1, 1000) != Version) throw json.Fault("was written by a newer version: write the session anew");
        int rate = json.Whole("sampleRate", MeasurementSession.LeastSampleRate, MeasurementSession.MostSampleRate);
        json.Object("device", device => DeviceFile.Read(device, folder));
        (SweepSignal sweep, double level) = json.Object("sweep", s =>
        {
            s.Accept("file");
            _ = s.Text("sha256");
            SweepSignal signal = s.Has("excitation") ? Excitation(s, Path.Combine(folder, s.Text("excitation")), rate) : new(rate, s.Number("lowHz", 1, 1000), s.Number("highHz", 1000, 0.5 * rate), s.Number("riseSeconds", LeastRiseSeconds, MostRiseSeconds));
            if (Unusable(signal) is { } clause) throw s.Fault($"the sweep {clause}: write the session anew");
            return (signal, s.Number("levelDb", MeasurementSession.LeastLevelDb, MeasurementSession.MostLevelDb));
        });
        List<SweepSource> sources = json.Objects("sources", source => new SweepSource(source.Text("name"), source.Number("lowHz", 1, 100000)));
        if (sources.Count is 0 or > 64) throw json.Fault("'sources' lists 1 to 64 drivers");
        MeasurementSession session = new()
        {
            Device = json.Object("device", device => DeviceFile.Read(device, folder)),
            DistanceMetres = json.Number("distanceMetres", 0.2, 20),
            Sources = sources,
            Schedule = new(sweep, sources.Count, json.Number("decaySeconds", 0.05, 10), json.Flag("overlapped")) { IsRepeated = sweep.Recorded is null },
            LevelDb = level,
            Plan = SessionPlanFile.Read(json, folder),
        };
        if (session.Plan is null && !sources.Select(source => source.Name).SequenceEqual(session.Device.Drivers.Select(driver => driver.Name)))
            throw json.Fault($"'sources' ({string.Join(", ", sources.Select(source => source.Name))}) are not the drivers of 'device' ({string.Join(", ", session.Device.Drivers.Select(driver => driver.Name))}): write the session anew");
        return session.TooLong is { } much ? throw json.Fault(much) : session;
    }

    static SweepSignal Excitation(StrictJson sweep, string path, int rate)
    {
        sweep.Accept("lowHz", "highHz", "riseSeconds");
        SweepSignal excitation = ReadExcitation(path);
        return excitation.SampleRate == rate ? excitation : throw sweep.Fault($"'excitation' has {excitation.SampleRate} Hz and the session {rate}: write the session anew");
    }

    /// <summary>Reads another program's sweep.</summary>
    /// <exception cref="SettingException">It is no exponential sweep in one channel, or one that a session cannot hold.</exception>
    /// <exception cref="SoundException">The file cannot be read.</exception>
    public static SweepSignal ReadExcitation(string path)
    {
        (float[][] channels, int rate) = RecordingFile.Read(path);
        if (channels.Length != 1) throw new SettingException($"{path}: has {channels.Length} channels: a sweep has one.");
        SweepSignal sweep = SweepFit.Of(channels[0], rate, path);
        return Unusable(sweep) is { } clause ? throw new SettingException($"{path}: the sweep {clause}: let the other program play another one.") : sweep;
    }

    /// <summary>Why a session cannot hold a sweep, a clause; null where it can.</summary>
    static string? Unusable(SweepSignal sweep) => sweep switch
    {
        { SampleRate: < MeasurementSession.LeastSampleRate or > MeasurementSession.MostSampleRate } => $"has {sweep.SampleRate} Hz, and a session {MeasurementSession.LeastSampleRate} to {MeasurementSession.MostSampleRate}",
        { Seconds: < SweepSignal.LeastSeconds or > SweepSignal.MostSeconds } => FormattableString.Invariant($"is {sweep.Seconds:0.##} s long, and a session's {SweepSignal.LeastSeconds} to {SweepSignal.MostSeconds}"),
        _ => null,
    };
}
