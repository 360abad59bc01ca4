using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Upmix;

/// <summary>Keeps damaged samples out of statistics, which would remember a single one for a minute: what is learned from stands still while one is in memory.</summary>
/// <remarks>What goes on for longer than <see cref="DamageSeconds"/> is a programme that is far too loud, and is learned from like any other.</remarks>
sealed class DamageGate
{
    const float LoudestProgramme = 16; // 24 dB over full scale
    const double DamageSeconds = 0.5;

    readonly int _memoryHops, _damageHops;
    int _left, _passed; // hops until the last one has left the memory; hops passed over in a row

    /// <summary>Prepares it for what a timing remembers.</summary>
    public DamageGate(UpmixTiming timing, int sampleRate)
    {
        _memoryHops = (CentrePath.MemoryFrames(timing) + timing.LatencyFrames) / timing.HopFrames + 2; // what overlaps rings on for a window
        _damageHops = _memoryHops + (int)Math.Ceiling(DamageSeconds * sampleRate / timing.HopFrames);
    }

    /// <summary>Looks at what comes in.</summary>
    public void Look(ReadOnlyAudioBlock stereo)
    {
        if (SampleGuard.Peak(stereo) > LoudestProgramme) _left = _memoryHops;
    }

    /// <summary>Ends a hop; true where it may be learned from.</summary>
    public bool LetsTheHopThrough()
    {
        if (_left == 0) _passed = 0;
        if (_left == 0 || _passed == _damageHops) return true;
        (_left, _passed) = (_left - 1, _passed + 1);
        return false;
    }

    /// <summary>Forgets the past.</summary>
    public void Reset() => (_left, _passed) = (0, 0);
}
