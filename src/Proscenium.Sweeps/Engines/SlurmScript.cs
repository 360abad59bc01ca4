using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Engines;

/// <summary>A job as an array of tasks of Slurm, one for each shard.</summary>
static class SlurmScript
{
    /// <summary>Its name in a job's folder.</summary>
    public const string FileName = "slurm.sh";

    /// <summary>Seconds before a task's end at which it is told.</summary>
    const int NoticeSeconds = 120;

    /// <summary>The script: a task that is told to stop writes what it has, ends with 75 and is queued again.</summary>
    public static string Of(Job job, EngineSettings settings)
    {
        string folder = Path.GetFullPath(job.Folder), program = string.Join(' ', settings.Program.Select(Quoted));
        return FormattableString.Invariant($$"""
            #!/bin/bash
            # written by 'proscenium sweep submit --on slurm'; submit it with: sbatch {{FileName}}
            #SBATCH --job-name=proscenium-{{job.Fingerprint[..8]}}
            #SBATCH --array=0-{{job.Shards - 1}}
            #SBATCH --ntasks=1
            #SBATCH --cpus-per-task={{settings.Cores}}
            #SBATCH --mem={{settings.MemoryMegabytes}}M
            {{(settings.Minutes is { } minutes ? $"#SBATCH --time={minutes}" : "# no --time: the partition's own")}}
            #SBATCH --requeue
            #SBATCH --open-mode=append
            #SBATCH --signal=B:USR1@{{NoticeSeconds}}
            #SBATCH --output="{{LogName(folder)}}/slurm-%a.log"
            export DOTNET_PROCESSOR_COUNT={{settings.Cores}} DOTNET_GCHeapHardLimit={{settings.HeapLimit}}
            worker=
            trap '[ -z "$worker" ] || kill -USR1 "$worker" 2>/dev/null' USR1 TERM
            echo "shard $SLURM_ARRAY_TASK_ID on $SLURMD_NODENAME"
            {{program}} sweep work {{Quoted(folder)}} --quiet &
            worker=$!
            wait "$worker"; status=$?
            while kill -0 "$worker" 2>/dev/null; do wait "$worker"; status=$?; done
            # 75: stopped in time; 138: told to stop before it had begun
            case $status in 75 | 138) scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}" || true ;; esac
            exit "$status"

            """).ReplaceLineEndings("\n");
    }

    /// <summary>A folder as Slurm reads it in names of logs, where a per cent sign is doubled and others are marked.</summary>
    static string LogName(string folder) => folder.Replace("%", "%%", StringComparison.Ordinal).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    static string Quoted(string word) => word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./=:,+@".Contains(letter)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
