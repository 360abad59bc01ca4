using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Files;
using Proscenium.Sweeps.Engines;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;
using Proscenium.Sweeps.Results;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary><c>proscenium sweep submit</c>: a job to an engine.</summary>
static class SweepSubmitCommand
{
    const string Slurm = "slurm", Nats = "nats", Kubernetes = "kubernetes", ManifestName = "kubernetes.yaml";

    public static Command Create()
    {
        Argument<string> folder = SweepOptions.Job();
        Option<string> on = new("--on") { HelpName = "engine", Description = "slurm: an array of tasks, by sbatch; nats: a queue that workers take shards from; kubernetes: an Indexed Job, written for kubectl.", Required = true };
        Option<bool> print = new("--print") { Description = "Print what would be submitted, and submit nothing." };
        Option<string?> program = new("--program") { HelpName = "command", Description = "How workers start this program, words with blanks between; by default as it was started here, in containers: proscenium." };
        Option<int?> cores = NumberOption.Whole("--cores", "number", "Cores of each worker; by default 1.", 1, 1024), memory = NumberOption.Whole("--memory", "megabytes", "Memory of each worker; by default 2000.", 100, 1 << 22), minutes = NumberOption.Whole("--time", "minutes", "Slurm: the longest time of a task; by default the partition's.", 1, 100000);
        Option<string> image = new("--image") { HelpName = "name", Description = "Kubernetes: the image that holds this program.", DefaultValueFactory = _ => "proscenium:latest" }, claim = new("--claim") { HelpName = "name", Description = "Kubernetes: the persistent volume claim whose root is the job's folder.", DefaultValueFactory = _ => "proscenium-job" };
        Option<int?> parallel = NumberOption.Whole("--parallel", "number", "Kubernetes: pods at the same time; by default 10.", 1, 100000);
        Option<string> nats = SweepOptions.Nats();
        Verb command = new("submit", "Submit a job to a cluster's engine: Slurm, NATS JetStream, or Kubernetes (written only).\n\nExample: proscenium sweep submit job --on slurm --cores 4 --memory 4000")
        {
            folder,
            { Heading.Job, on, print, program, cores, memory, minutes, nats, image, claim, parallel },
        };
        command.SetAction(parsed =>
        {
            Job job = JobFile.Open(parsed.GetValue(folder)!);
            string engine = parsed.GetValue(on)!;
            EngineSettings settings = new(ProgramOf(parsed.GetValue(program), engine == Kubernetes), parsed.GetValue(cores) ?? 1, parsed.GetValue(memory) ?? 2000, parsed.GetValue(minutes));
            return engine switch
            {
                Slurm => ToSlurm(job, SlurmScript.Of(job, settings), parsed.GetValue(print)),
                Nats => ToNats(job, parsed.GetValue(nats)!, parsed.GetValue(print)),
                Kubernetes => ToKubernetes(job, KubernetesJob.Of(job, settings, parsed.GetValue(image)!, parsed.GetValue(claim)!, parsed.GetValue(parallel) ?? 10), parsed.GetValue(print)),
                _ => throw new SettingException($"unknown --on '{engine}': use {Slurm}, {Nats} or {Kubernetes}."),
            };
        });
        return command;
    }

    static int ToSlurm(Job job, string script, bool print)
    {
        if (print) return Print(script);
        string path = Path.Combine(job.Folder, SlurmScript.FileName);
        DurableFile.Write(path, Encoding.UTF8.GetBytes(script));
        if (!InstalledProgram.Exists("sbatch")) throw new SettingException($"there is no sbatch on this machine: submit {path} from one of the cluster's.");
        using Process process = Process.Start(new ProcessStartInfo("sbatch", ["--parsable", path]) { RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new Win32Exception();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string number = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new SettingException($"sbatch refused {path}: {PrintableText.Quote(errors.Result.Trim())}");
        new Report(false).Line($"Slurm's job {number}: {job.Shards} tasks; 'proscenium sweep status {ShellWord.Of(job.Folder)}' says how far they are");
        return 0;
    }

    static int ToNats(Job job, string address, bool print)
    {
        string queue = NatsQueue.NameOf(job), folder = ShellWord.Of(Path.GetFullPath(job.Folder)), workers = $"proscenium sweep work {folder} --nats {address}", elsewhere = $"proscenium sweep work FOLDER --nats {address} --queue {queue}";
        if (!print)
        {
            int put = SubmitAsync(job, address, queue).GetAwaiter().GetResult();
            new Report(false).Line($"queue {queue}: {put} shards");
        }
        Report report = new(false);
        report.Line($"workers that share this folder: {workers}");
        report.Line($"workers elsewhere: {elsewhere}; 'proscenium sweep status {folder} --nats {address}' fetches their results");
        return 0;
    }

    static async Task<int> SubmitAsync(Job job, string address, string queue)
    {
        NatsQueue nats = new(address, queue, NatsQueue.ShortAbsence);
        await using (nats.ConfigureAwait(false)) return await nats.SubmitAsync(job).ConfigureAwait(false);
    }

    static int ToKubernetes(Job job, string manifest, bool print)
    {
        if (print) return Print(manifest);
        string path = Path.Combine(job.Folder, ManifestName);
        DurableFile.Write(path, Encoding.UTF8.GetBytes(manifest));
        new Report(false).Line($"{path}: create it with 'kubectl create -f {path}' once the job's folder is in the volume");
        return 0;
    }

    static int Print(string text)
    {
        Console.Out.Write(text);
        return 0;
    }

    /// <summary>How this program is started: by its own file, or by .NET's host with its library.</summary>
    static string[] ProgramOf(string? given, bool isContainer)
    {
        if (given is not null) return given.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (isContainer) return ["proscenium"];
        string host = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? [host, Path.GetFullPath(Environment.GetCommandLineArgs()[0])] : [host];
    }
}
