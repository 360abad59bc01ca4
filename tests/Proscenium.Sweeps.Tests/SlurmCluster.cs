using System.Diagnostics;
using Proscenium.Tests.Live;

namespace Proscenium.Sweeps.Tests;

/// <summary>Slurm with three nodes on this machine, as Debian's slurm-wlm allows.</summary>
[Trait(Traits.Needs, Traits.Program)]
sealed class SlurmCluster : IDisposable
{
    const int Nodes = 3;

    readonly TemporaryFolder _folder = new();
    readonly Process _controller;
    readonly Process[] _nodes;

    /// <summary>Starts it, or skips the running test.</summary>
    public SlurmCluster()
    {
        foreach (string program in (string[])["slurmctld", "slurmd", "sbatch"]) RecordedData.RequireProgram(program, "slurm-wlm");
        Directory.CreateDirectory(_folder["state"]);
        Directory.CreateDirectory(_folder["spool"]);
        int[] ports = FreePort.Several(Nodes + 1);
        string host = Environment.MachineName.Split('.')[0], root = _folder["."];
        File.WriteAllText(_folder["slurm.conf"], $"""
            ClusterName=tests
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={ports[0]}
            AuthType=auth/none
            CredType=cred/none
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            MpiDefault=none
            ReturnToService=2
            SlurmUser={Environment.UserName}
            SlurmdUser={Environment.UserName}
            SlurmctldPidFile={root}/controller.pid
            SlurmdPidFile={root}/%n.pid
            StateSaveLocation={root}/state
            SlurmdSpoolDir={root}/spool/%n
            SlurmctldLogFile={root}/controller.log
            SlurmdLogFile={root}/%n.log
            SlurmdTimeout=10
            KillWait=5
            JobRequeue=1
            {string.Join('\n', Enumerable.Range(1, Nodes).Select(n => $"NodeName=n{n} NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[n]} CPUs=1 RealMemory=4000"))}
            PartitionName=all Nodes=n[1-{Nodes}] Default=YES MaxTime=INFINITE State=UP

            """.Replace("            ", "", StringComparison.Ordinal));
        Environment.SetEnvironmentVariable("SLURM_CONF", _folder["slurm.conf"]);
        _controller = Process.Start(new ProcessStartInfo("slurmctld", ["-D", "-f", _folder["slurm.conf"]]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _nodes = [.. Enumerable.Range(1, Nodes).Select(Node)];
        Waiting.For(() => Ask("sinfo", "--noheader", "--format=%T").Split('\n', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } states && states.All(state => state == "idle"), "the nodes do not come up");
    }

    /// <summary>True while a task waits or runs. Tasks that are queued again wait two minutes, which tests do not.</summary>
    public bool IsBusy()
    {
        string[] waiting = Ask("squeue", "--noheader", "--array", "--format=%A %t %K").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string[] task in waiting.Select(line => line.Split(' ')).Where(task => task[1] == "PD")) Ask("scontrol", "update", $"jobid={task[0]}", "starttime=now");
        return waiting.Length > 0;
    }

    /// <summary>Kills a node and what runs on it, and starts it again.</summary>
    public void KillNode(int node)
    {
        foreach (Process process in Process.GetProcessesByName("slurmstepd"))
            using (process)
                if (CommandOf(process).Contains($"n{node + 1}", StringComparison.Ordinal)) process.Kill(entireProcessTree: true);
        _nodes[node].Kill();
        _nodes[node].WaitForExit();
        _nodes[node].Dispose();
        _nodes[node] = Node(node + 1);
    }

    public void Dispose()
    {
        Ask("scancel", "--user", Environment.UserName);
        foreach (Process process in _nodes.Append(_controller))
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
        Environment.SetEnvironmentVariable("SLURM_CONF", null);
        _folder.Dispose();
    }

    /// <summary>What one of Slurm's programs prints.</summary>
    public static string Ask(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text;
    }

    Process Node(int number)
    {
        Process process = Process.Start(new ProcessStartInfo("slurmd", ["-D", "-N", $"n{number}", "-f", _folder["slurm.conf"]]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    static string CommandOf(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline").Replace('\0', ' ') + File.ReadAllText($"/proc/{process.Id}/environ").Split('\0').FirstOrDefault(line => line.StartsWith("SLURMD_NODENAME", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
