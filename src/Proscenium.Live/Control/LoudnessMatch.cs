using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Live.Control;

/// <summary>
/// The gain that makes the untreated plan as loud as the plan at the listener's ears, as <c>render --bypass</c> finds it, but on what is
/// played: the audio thread writes its input into <see cref="Tap"/>, a background thread measures it.
/// </summary>
/// <remarks>Members but <see cref="Tap"/> are for one thread at a time; <see cref="GainDb"/> and <see cref="MeasuredSeconds"/> for any.</remarks>
sealed partial class LoudnessMatch : IDisposable
{
    const int TapSeconds = 4, RestMilliseconds = 50, PatienceMilliseconds = 2000;

    readonly AudioBuffer _block;
    LoudnessDifference _difference;
    Thread? _thread;
    double _heldDb;
    volatile bool _untreatedHeard, _testRuns, _ends;

    /// <summary>Allocates and begins with an estimate.</summary>
    /// <param name="treated">The plan.</param>
    /// <param name="untreated">The untreated plan, played at the same gain.</param>
    /// <param name="ears">Filters from their drivers to both ears, or null where their outputs are the ears.</param>
    public LoudnessMatch(RenderPlan treated, RenderPlan untreated, FirMatrix? ears)
    {
        _difference = new(treated, untreated, ears);
        _block = new(treated.InputChannels, LoudnessDifference.MaxFrames);
        Tap = new(treated.InputChannels, TapSeconds * treated.SampleRate);
    }

    /// <summary>Takes what is played, from the audio thread.</summary>
    public InputTap Tap { get; }

    /// <summary>The gain in dB; held while the untreated plan is heard or a blind test runs.</summary>
    public double GainDb => IsHeld ? Volatile.Read(ref _heldDb) : Volatile.Read(ref _difference).Decibels;

    /// <summary>Seconds of programme that were measured; 0 while the gain is an estimate.</summary>
    public double MeasuredSeconds => Volatile.Read(ref _difference).Seconds;

    /// <summary>True while the untreated plan is heard, which must not become louder or softer meanwhile.</summary>
    public bool UntreatedHeard
    {
        get => _untreatedHeard;
        set
        {
            if (value) Hold();
            _untreatedHeard = value;
        }
    }

    /// <summary>True while a blind test runs, whose trials must be alike.</summary>
    public bool TestRuns
    {
        get => _testRuns;
        set
        {
            if (value) Hold();
            _testRuns = value;
        }
    }

    /// <summary>Gives out a gain that was found before, while a blind test goes on.</summary>
    public void HoldAt(double decibels)
    {
        Volatile.Write(ref _heldDb, decibels);
        _testRuns = true;
    }

    /// <summary>Starts anew with the difference of another plan for the same channels and rate; its estimate applies even while the untreated plan is heard, but not during a blind test.</summary>
    internal void Begin(LoudnessDifference difference)
    {
        if (!_testRuns) Volatile.Write(ref _heldDb, difference.Decibels);
        Volatile.Write(ref _difference, difference);
    }

    /// <summary>Measures in the background from now on.</summary>
    public void Start()
    {
        _thread = new Thread(MeasureUntilDisposed) { IsBackground = true, Name = "loudness", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>Measures a block of what the tap holds; allocates nothing.</summary>
    /// <returns>Frames measured, 0 once the tap is empty.</returns>
    public int Measure()
    {
        int frames = Tap.Read(_block.Block());
        if (frames > 0) Volatile.Read(ref _difference).Add(_block.Block(frames));
        return frames;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ends = true;
        _thread?.Join(PatienceMilliseconds);
    }

    bool IsHeld => _untreatedHeard || _testRuns;

    void Hold() => Volatile.Write(ref _heldDb, GainDb);

    void MeasureUntilDisposed()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(ThisThread, 0, Nice); // there the runtime's priorities do nothing
        for (; !_ends; Thread.Sleep(RestMilliseconds))
            while (!_ends && Measure() > 0) { }
    }

    const int ThisThread = 0, Nice = 10;

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int nice);
}
