using System.Globalization;

namespace Proscenium.Sweeps.Running;

/// <summary>Which shard this worker is to take, as engines tell their tasks.</summary>
static class ShardNumber
{
    /// <summary>The variables, and the number of an array's first task where that is usually not 0.</summary>
    static readonly (string Variable, int First)[] _engines =
    [
        ("SLURM_ARRAY_TASK_ID", 0), ("JOB_COMPLETION_INDEX", 0), ("AWS_BATCH_JOB_ARRAY_INDEX", 0), ("BATCH_TASK_INDEX", 0), ("PBS_ARRAY_INDEX", 0), ("SGE_TASK_ID", 1), ("LSB_JOBINDEX", 1),
    ];

    /// <summary>The shard that the environment names; null where no engine runs this. Grid Engine and LSF count tasks from 1.</summary>
    /// <param name="variable">The value of a variable, or null.</param>
    /// <exception cref="SettingException">The variable holds no number of a shard.</exception>
    public static int? Of(Func<string, string?> variable)
    {
        foreach ((string name, int first) in _engines)
        {
            if (variable(name) is not { Length: > 0 } text || text == "undefined") continue;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= first ? number - first : throw new SettingException($"{name} is '{PrintableText.Quote(text)}', which is no number of a shard: number the array's tasks from {first}, or name the shard with --shard.");
        }
        return null;
    }
}
