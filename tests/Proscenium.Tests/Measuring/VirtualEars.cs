using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Live.Servers;
using Proscenium.Measuring.Sweeps;
using Proscenium.Tests.Live;

namespace Proscenium.Tests.Measuring;

/// <summary>
/// A <see cref="SimulatedMeasurement"/> as a client of a sound server: it takes the drivers' sound, distorts it, convolves it by device, room and head, and gives what two microphones
/// with noise and a clock of their own have of it, and an electrical copy of the first driver's.
/// </summary>
sealed class VirtualEars : IBlockProcessor
{
    const int MaxFrames = 8192, ClockDelay = 64; // the interpolation looks ahead
    const int Kept = 1 << 17, Room = 1 << 19;    // of the past: a slow clock may lag behind by as much

    readonly SimulatedMeasurement _measurement;
    readonly PartitionedConvolver _convolver;
    readonly AudioBuffer _distorted, _heard, _noise;
    readonly float[][] _history;
    readonly float[] _gains;
    readonly double _peak, _step;
    double _place = -ClockDelay; // of the recorder's next sample in the history
    int _position, _noisePosition;

    /// <summary>Makes a chain.</summary>
    /// <param name="measurement">Responses, noise, distortion, clock.</param>
    /// <param name="gains">Amplification of each microphone; 0 is a muted one.</param>
    public VirtualEars(SimulatedMeasurement measurement, params float[] gains)
    {
        (_measurement, _gains, _peak, _step) = (measurement, gains, Math.Pow(10, measurement.Session.LevelDb / 20), 1 / (1 + 1e-6 * measurement.ClockParts));
        int drivers = measurement.Session.Sources.Count;
        FirMatrix ways = new(drivers, 2, measurement.Responses.Max(ear => ear.Max(way => way.Length)));
        for (int ear = 0; ear < 2; ear++)
            for (int driver = 0; driver < drivers; driver++) Array.ConvertAll(measurement.Responses[ear][driver], sample => (float)sample).CopyTo(ways[driver, ear]);
        _convolver = new(ways, 1024);
        (_distorted, _heard, _noise) = (new(drivers, MaxFrames), new(2, MaxFrames), new(2, Room));
        _history = [new float[Room], new float[Room]];
        float[][] undisturbed = (measurement with { SignalToNoiseDb = 300, EarlySeconds = 0, ClockParts = 0 }).Recorded();
        for (int ear = 0; ear < 2; ear++) Signals.Noise(Room, 5 + ear, measurement.NoiseAmplitude(undisturbed[ear])).CopyTo(_noise.Block()[ear]);
    }

    /// <summary>Starts it as a client <c>lab</c>.</summary>
    public JackServer On(JackDaemon jack)
    {
        JackServer client = new(jack.Library, jack.Server, "lab", new([.. _measurement.Session.Sources.Select(source => $"to {source.Name}")], ["left mic", "right mic", "copy"]));
        client.Start(this);
        return client;
    }

    /// <summary>The largest sample that came to a driver.</summary>
    public float Loudest { get; private set; }

    public void Process(ReadOnlyAudioBlock input, AudioBlock output)
    {
        int frames = input.Frames;
        Loudest = Math.Max(Loudest, SampleGuard.Peak(input));
        for (int driver = 0; driver < input.Channels; driver++)
            for (int n = 0; n < frames; n++) _distorted.Block()[driver][n] = _measurement.Distorted(input[driver][n], _peak);
        _convolver.Process(_distorted.Block(frames), _heard.Block(frames));
        if (_position + frames > Room) Forget();
        if (_noisePosition + frames > Room) _noisePosition = 0;
        for (int ear = 0; ear < 2; ear++)
        {
            _heard.Block(frames)[ear].CopyTo(_history[ear].AsSpan(_position));
            for (int n = 0; n < frames; n++)
                output[ear][n] = _gains[ear] * (ClockCorrection.At(_history[ear].AsSpan(0, _position + frames), Math.Max(0, _place + n * _step)) + _noise.Block()[ear][_noisePosition + n]);
        }
        input[0].CopyTo(output[2]);
        (_position, _noisePosition, _place) = (_position + frames, _noisePosition + frames, _place + frames * _step);
    }

    void Forget()
    {
        int gone = _position - Kept;
        foreach (float[] history in _history) Array.Copy(history, gone, history, 0, Kept);
        (_position, _place) = (Kept, _place - gone);
    }
}
