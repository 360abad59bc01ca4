namespace Proscenium.Judging.Levels;

/// <summary>
/// Powers of blocks counted by level, in steps of 0.01 LU above the absolute gate: means above any gate, in the same memory however many
/// blocks there were.
/// </summary>
sealed class GatedLevels(double absoluteGate)
{
    const int StepsPerUnit = 100, Units = 120; // what is louder counts on the last step, at its own power

    readonly double[] _counts = new double[StepsPerUnit * Units], _sums = new double[StepsPerUnit * Units];

    /// <summary>Counts a block, unless the absolute gate holds it back.</summary>
    public void Add(double level, double power)
    {
        if (!(level > absoluteGate)) return;
        int step = Math.Min((int)((level - absoluteGate) * StepsPerUnit), _counts.Length - 1);
        _counts[step]++;
        _sums[step] += power;
    }

    /// <summary>How many blocks are above a gate, and their mean power.</summary>
    public (double Count, double Mean) Above(double gate)
    {
        double count = 0, sum = 0;
        for (int step = Math.Clamp((int)Math.Ceiling((gate - absoluteGate) * StepsPerUnit), 0, _counts.Length); step < _counts.Length; step++)
        {
            count += _counts[step];
            sum += _sums[step];
        }
        return (count, sum / count);
    }

    /// <summary>What was counted so far counts less from now on.</summary>
    public void Forget(double share)
    {
        for (int step = 0; step < _counts.Length; step++)
        {
            _counts[step] *= 1 - share;
            _sums[step] *= 1 - share;
        }
    }
}
