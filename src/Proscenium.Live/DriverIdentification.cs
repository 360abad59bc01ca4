using Proscenium.Engine.Dsp;
using Proscenium.Live.Servers;

namespace Proscenium.Live;

/// <summary>Plays a soft tone at one driver after the other, and says which: to find a channel that is wired wrongly, or a driver that is silent.</summary>
sealed class DriverIdentification : IBlockProcessor
{
    const double ToneHertz = 1000, PauseSeconds = 0.5, FadeSeconds = 0.02; // what every driver plays, tweeters unharmed
    const float Amplitude = 0.05f; // -26 dB of full scale

    static readonly TimeSpan _tone = TimeSpan.FromSeconds(1.5), _tick = TimeSpan.FromMilliseconds(50);

    readonly int _fade;
    readonly double _turn;
    double _phase;
    float _level; // of the driver that sounds
    int _driver = -1, _sounding = -1;

    /// <summary>Silent at first.</summary>
    internal DriverIdentification(int sampleRate) => (_fade, _turn) = ((int)(FadeSeconds * sampleRate), 2 * Math.PI * ToneHertz / sampleRate);

    /// <summary>The driver that sounds, from 0, or -1 for none; it changes without a click.</summary>
    internal int Driver
    {
        get => Volatile.Read(ref _driver);
        set => Volatile.Write(ref _driver, value);
    }

    /// <summary>Plays all drivers in turn.</summary>
    /// <param name="open">Opens the server.</param>
    /// <param name="drivers">Names of the drivers, in order.</param>
    /// <param name="say">Receives a line for each.</param>
    /// <param name="cancel">Ends it between drivers.</param>
    public static void Run(Func<SoundPorts, ISoundServer> open, IReadOnlyList<string> drivers, Action<string> say, CancellationToken cancel)
    {
        using ISoundServer server = open(new([], drivers));
        DriverIdentification tones = new(server.SampleRate);
        server.Start(tones);
        say($"a tone plays at each of {drivers.Count} drivers in turn, on {server.Name}.");
        Pump(server, say, TimeSpan.FromSeconds(PauseSeconds), cancel);
        for (int driver = 0; driver < drivers.Count && !cancel.IsCancellationRequested && server.IsRunning; driver++)
        {
            say($"driver {driver + 1}: {drivers[driver]}");
            tones.Driver = driver;
            Pump(server, say, _tone, cancel);
            tones.Driver = -1;
            Pump(server, say, TimeSpan.FromSeconds(PauseSeconds), cancel);
        }
    }

    /// <inheritdoc/>
    public void Process(ReadOnlyAudioBlock input, AudioBlock output)
    {
        output.Clear();
        int wanted = Driver;
        if (_level == 0) _sounding = wanted;
        if (_sounding < 0) return;
        float target = wanted == _sounding ? Amplitude : 0, step = Amplitude / _fade;
        foreach (ref float sample in output[_sounding])
        {
            _level = target > _level ? Math.Min(target, _level + step) : Math.Max(target, _level - step);
            sample = _level * (float)Math.Sin(_phase);
            _phase = (_phase + _turn) % (2 * Math.PI);
        }
    }

    static void Pump(ISoundServer server, Action<string> say, TimeSpan time, CancellationToken cancel)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time && !cancel.IsCancellationRequested; passed += _tick)
        {
            foreach (string line in server.PumpServerEvents()) say(line);
            Thread.Sleep(_tick);
        }
    }
}
