using System.Text.Json.Nodes;

namespace Proscenium.Sweeps.Studies;

/// <summary>
/// The points of a study by number: each point of the sequence with every combination of the grid's values. What makes new plants changes slowest, so that items that share one follow each other.
/// </summary>
sealed class StudyPoints
{
    readonly Axis[] _grid, _ranges;
    readonly int[] _strides;

    /// <summary>Puts the axes in order.</summary>
    /// <param name="grid">Axes of which all combinations are taken.</param>
    /// <param name="ranges">Axes that are sampled together.</param>
    /// <param name="samples">Number of samples; 1 without such axes.</param>
    public StudyPoints(IReadOnlyList<Axis> grid, IReadOnlyList<Axis> ranges, int samples)
    {
        _grid = [.. grid.OrderBy(axis => SettingNames.Cost(axis.Setting))];
        _ranges = [.. ranges];
        _strides = new int[_grid.Length];
        long stride = 1;
        for (int i = _grid.Length - 1; i >= 0; i--)
        {
            _strides[i] = (int)Math.Min(stride, int.MaxValue);
            stride = Math.Min(stride * _grid[i].Values.Count, int.MaxValue);
        }
        Combinations = stride;
        Count = stride * samples;
    }

    /// <summary>Combinations of the grid.</summary>
    public long Combinations { get; }

    /// <summary>Points in all.</summary>
    public long Count { get; }

    /// <summary>The axes in their order: those that are sampled, then the grid's.</summary>
    public IReadOnlyList<Axis> Axes => [.. _ranges, .. _grid];

    /// <summary>The values of a point, one for each of <see cref="Axes"/>.</summary>
    public JsonNode?[] At(int point)
    {
        JsonNode?[] values = new JsonNode?[_ranges.Length + _grid.Length];
        int sample = (int)(point / Combinations), combination = (int)(point % Combinations);
        for (int i = 0; i < _ranges.Length; i++) values[i] = _ranges[i].ValueAt(SobolSequence.At(sample, i));
        for (int i = 0; i < _grid.Length; i++) values[_ranges.Length + i] = _grid[i].Values[combination / _strides[i] % _grid[i].Values.Count];
        return values;
    }
}
