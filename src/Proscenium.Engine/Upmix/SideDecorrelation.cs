using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Upmix;

/// <summary>
/// Removes what correlation with left minus right remains in the centre over seconds: weights by frequency leave up to a tenth, because they
/// are estimated from short windows. One broadband gain removes it without artefacts.
/// </summary>
sealed class SideDecorrelation
{
    const double MemorySeconds = 3, Floor = 1e-12;

    readonly double _keep;
    readonly float[] _side;
    double _cross, _power;
    float _share; // of left minus right in the centre

    /// <summary>Takes memory for hops of a length.</summary>
    public SideDecorrelation(int hop, int sampleRate) => (_keep, _side) = (Math.Exp(-hop / (MemorySeconds * sampleRate)), new float[hop]);

    /// <summary>Updates the correlation with a hop of the estimated centre and the channels at the same time.</summary>
    public void Update(ReadOnlySpan<float> centre, ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        SampleMath.Subtract(left, right, _side);
        SampleGuard.SilenceTiny(_side);
        _cross = _keep * _cross + SampleMath.Dot(centre, _side);
        _power = _keep * _power + SampleMath.Dot(_side, _side);
        _share = (float)(_cross / (_power + Floor));
    }

    /// <summary>Subtracts the correlated share of left minus right from a centre.</summary>
    public void Remove(Span<float> centre, ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        SampleMath.Subtract(right, left, _side);
        SampleMath.Scale(_side, _share);
        SampleMath.Add(centre, _side, centre);
    }

    /// <summary>Forgets the past.</summary>
    public void Reset() => (_cross, _power, _share) = (0, 0, 0);
}
