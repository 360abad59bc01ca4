namespace Proscenium.Engine.Limiting;

/// <summary>
/// The reductions of all inputs that keep the drivers within their limits at the least cost: the sum of weight x reduction in dB squared over the groups
/// of inputs and the bass they share. One sample that is too large is one linear constraint; they are met one after the other, each at the least cost.
/// </summary>
/// <remarks>The programme of Luo, Yamkovoy, Garcia, Constraint optimized multichannel mixer-limiter design, ICASSP 2026, with reductions as unknowns
/// and successive projections (Bregman 1967) for its solver.</remarks>
sealed class GainProgramme
{
    const float BassWeight = 0.5f;
    const int Steps = 4;

    readonly float[] _weights, _least, _most;

    /// <summary>Prepares it; nothing is reduced.</summary>
    public GainProgramme(InputGroups groups)
    {
        _weights = [.. groups.Weights, BassWeight];
        (_least, _most, Reductions) = (new float[Count], new float[Count], new float[Count]);
    }

    /// <summary>Unknowns: the groups, then the bass.</summary>
    public int Count => _weights.Length;

    /// <summary>The share of each that is taken away, 0 to 1.</summary>
    public float[] Reductions { get; }

    /// <summary>Begins with the least reductions, and takes no less.</summary>
    public void Begin(ReadOnlySpan<float> least)
    {
        least.CopyTo(_least);
        least.CopyTo(Reductions);
    }

    /// <summary>Meets one more constraint, as far as the others leave room for it.</summary>
    /// <param name="gains">By how much a full reduction of each would lower the sample.</param>
    /// <param name="excess">By how much the sample is too large.</param>
    public void Meet(ReadOnlySpan<float> gains, float excess)
    {
        for (int step = 0; step < Steps; step++) Approach(gains, excess / Steps);
    }

    /// <summary>The cheapest small step, in decibels: what is turned down already costs more to turn down further.</summary>
    void Approach(ReadOnlySpan<float> gains, float excess)
    {
        FindMost();
        Span<bool> bounded = stackalloc bool[Count];
        Span<float> ease = stackalloc float[Count];
        for (int i = 0; i < Count; i++) ease[i] = gains[i] * (1 - Reductions[i]) * (1 - Reductions[i]) / _weights[i];
        for (int round = 0; round < Count; round++)
        {
            float power = 0;
            for (int i = 0; i < Count; i++) power += bounded[i] ? 0 : gains[i] * ease[i];
            if (power <= float.Epsilon) return;
            float multiplier = excess / power;
            bool allWithin = true;
            for (int i = 0; i < Count; i++)
            {
                if (bounded[i]) continue;
                float wanted = Reductions[i] + multiplier * ease[i];
                bounded[i] = wanted < _least[i] || wanted > _most[i];
                if (!bounded[i]) continue;
                float bound = wanted < _least[i] ? _least[i] : _most[i];
                excess -= gains[i] * (bound - Reductions[i]);
                Reductions[i] = bound;
                allWithin = false;
            }
            if (!allWithin) continue;
            for (int i = 0; i < Count; i++)
                if (!bounded[i]) Reductions[i] += multiplier * ease[i];
            return;
        }
    }

    /// <summary>Turns everything down alike, which meets every constraint.</summary>
    /// <param name="gain">Linear gain of all drivers, 0 to 1.</param>
    public void TurnDown(float gain)
    {
        for (int i = 0; i < Count - 1; i++) Reductions[i] = 1 - gain * (1 - Reductions[i]);
        Reductions[^1] *= gain;
    }

    /// <summary>No bass is turned round.</summary>
    void FindMost()
    {
        float most = 0;
        for (int i = 0; i < Count - 1; i++)
        {
            _most[i] = Math.Max(1 - Reductions[^1], Reductions[i]);
            most = Math.Max(most, Reductions[i]);
        }
        _most[^1] = Math.Max(1 - most, Reductions[^1]);
    }
}
