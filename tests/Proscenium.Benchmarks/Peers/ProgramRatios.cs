using System.ComponentModel;
using System.Diagnostics;
using Proscenium.Engine.Dsp;
using Proscenium.Files.Sound;

namespace Proscenium.Benchmarks.Peers;

/// <summary>Whole programs on ten minutes of stereo, each run in turn with its peers: the command, fconvolver, BruteFIR and ffmpeg.</summary>
sealed class ProgramRatios : IDisposable
{
    const int Rate = 48000, Seconds = 600, Outputs = 5, Taps = 2048, Runs = 5;

    readonly string _command;
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proscenium-peers");

    /// <summary>Composes the input in a temporary folder, on a disk in memory if TMPDIR names one.</summary>
    /// <param name="command">The built command.</param>
    public ProgramRatios(string command)
    {
        _command = command;
        Write("song.wav", 2, Seconds * Rate, 0.2f);
        Write("filters.wav", 2 * Outputs, Taps, 0.02f);
        for (int o = 0; o < Outputs; o++) Write($"filter-{o}.wav", 2, Taps, 0.02f);
        WriteBruteFirFiles();
        File.WriteAllText(At("fconvolver.conf"), $"/cd {_folder.FullName}\n/convolver/new 2 {Outputs} 8192 {Taps}\n"
            + string.Concat(Paths().Select(path => $"/impulse/read {path.Input + 1} {path.Output + 1} 1 0 0 0 {path.Input * Outputs + path.Output + 1} filters.wav\n")));
    }

    public void Print()
    {
        Console.WriteLine($"\n## Whole programs, {Seconds / 60} minutes of stereo at 48 kHz\n");
        Console.WriteLine("Seconds: the shortest of five runs in turn, wall time and processor time. Ratio: theirs over ours, median of the runs, by wall time.\n");
        Console.WriteLine("| work | program | wall, s | processor, s | peak memory, MB | x RT | ratio |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|");
        string song = At("song.wav"), convolved = At("convolved.wav"), graph = string.Join(';', ["[0:a]asplit=" + Outputs + string.Concat(Enumerable.Range(0, Outputs).Select(o => $"[s{o}]")),
            .. Enumerable.Range(0, Outputs).Select(o => $"[s{o}][{o + 1}:a]afir=gtype=none,pan=mono|c0=c0+c1[o{o}]"), string.Concat(Enumerable.Range(0, Outputs).Select(o => $"[o{o}]")) + $"amerge=inputs={Outputs}[out]"]);
        string filters = string.Join(' ', Enumerable.Range(0, Outputs).Select(o => "-i " + At($"filter-{o}.wav")));
        Compare($"2x{Outputs}, {Taps} taps, float WAV out",
            new("proscenium convolve", _command, $"convolve {song} {At("filters.wav")} {convolved} --outputs {Outputs} -q"),
            new("fconvolver", "fconvolver", $"-M -V {At("fconvolver.conf")} {song} {convolved}"),
            new("BruteFIR, raw files", "brutefir", $"-quiet -nodefault {At("brutefir.conf")}"),
            new("ffmpeg afir", "ffmpeg", $"-v error -y -i {song} {filters} -filter_complex {graph} -map [out] -c:a pcm_f32le {convolved}"));
        Compare("echo-studio, design included", new Peer("proscenium render", _command, $"render {song} {convolved} -q"));
        Run(new("proscenium design", _command, $"design -o {At("plan")} -q"));
        Compare("echo-studio, plan given", new Peer("proscenium render", _command, $"render {song} {convolved} --plan {At("plan")} -q"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    void Compare(string work, params Peer[] peers)
    {
        List<Figures>[] figures = [.. peers.Select(_ => new List<Figures>())];
        for (int run = 0; run < Runs; run++)
            for (int p = 0; p < peers.Length; p++) figures[p].Add(RunAfresh(peers[p]));
        for (int p = 0; p < peers.Length; p++)
        {
            double wall = figures[p].Min(f => f.Wall);
            string ratio = p == 0 ? "" : $"**{Median.Of(figures[p].Zip(figures[0], (theirs, ours) => theirs.Wall / ours.Wall)):0.00}**";
            Console.WriteLine($"| {(p == 0 ? work : "")} | {peers[p].Name} | {wall:0.00} | {figures[p].Min(f => f.Processor):0.00} | {figures[p].Max(f => f.Megabytes):0} | {Seconds / wall:0} | {ratio} |");
        }
    }

    /// <summary>Every run writes a new file: taking the place of an old one costs what freeing that costs.</summary>
    Figures RunAfresh(Peer peer)
    {
        foreach (FileInfo old in _folder.EnumerateFiles("convolved.*")) old.Delete();
        return Run(peer);
    }

    /// <summary>Runs a program under GNU time, which counts its children too.</summary>
    static Figures Run(Peer peer)
    {
        ProcessStartInfo start = new("/usr/bin/time", $"-f \"%e %U %S %M\" {peer.Program} {peer.Arguments}") { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new Win32Exception(peer.Program);
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        string[] words = process.StandardError.ReadToEnd().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{peer.Program} {peer.Arguments}: {string.Join(' ', words)}");
        double[] numbers = [.. words[^4..].Select(word => double.Parse(word, System.Globalization.CultureInfo.InvariantCulture))];
        return new(numbers[0], numbers[1] + numbers[2], numbers[3] / 1024);
    }

    void Write(string name, int channels, int frames, float width)
    {
        AudioBuffer block = new(channels, Rate);
        using SoundWriter writer = SoundWriter.Create(At(name), new(Rate, channels));
        for (int done = 0; done < frames; done += block.Capacity)
        {
            for (int channel = 0; channel < channels; channel++) Noise.Fill(block.Block()[channel], frames + done + channel, width);
            writer.Write(block.Block(Math.Min(frames - done, block.Capacity)));
        }
        writer.Complete();
    }

    /// <summary>BruteFIR reads raw floats, and spells every default out.</summary>
    void WriteBruteFirFiles()
    {
        using (FileStream song = File.OpenRead(At("song.wav")), raw = File.Create(At("song.raw")))
        {
            song.Position = song.Length - (long)Seconds * Rate * 2 * sizeof(float);
            song.CopyTo(raw);
        }
        File.WriteAllText(At("filter.txt"), string.Join('\n', Enumerable.Repeat("0.001", Taps)));
        string inputs = "\"in0\",\"in1\"", outputs = string.Join(',', Enumerable.Range(0, Outputs).Select(o => $"\"out{o}\""));
        string Zeros(int count, string value) => string.Join(',', Enumerable.Repeat(value, count));
        File.WriteAllText(At("brutefir.conf"), $$"""
            sampling_rate: {{Rate}}; filter_length: 1024,{{Taps / 1024}}; float_bits: 32; overflow_warnings: false; show_progress: false; lock_memory: false;
            max_dither_table_size: 0; allow_poll_mode: false; monitor_rate: false; powersave: false; sdf_length: -1;
            modules_path: "/usr/lib/brutefir"; convolver_config: "{{At("brutefir.plans")}}";
            coeff "h" { filename: "{{At("filter.txt")}}"; format: "text"; attenuation: 0.0; blocks: -1; skip: 0; shared_mem: false; };
            input {{inputs}} { device: "file" { path: "{{At("song.raw")}}"; }; sample: "FLOAT_LE"; channels: 2; delay: 0,0; maxdelay: -1; mute: false,false; };
            output {{outputs}} { device: "file" { path: "{{At("convolved.raw")}}"; }; sample: "FLOAT_LE"; channels: {{Outputs}}; delay: {{Zeros(Outputs, "0")}}; maxdelay: -1; mute: {{Zeros(Outputs, "false")}}; dither: false; };

            """ + string.Join('\n', Paths().Select(path => $$"""filter "f{{path.Input}}{{path.Output}}" { from_inputs: "in{{path.Input}}"; to_outputs: "out{{path.Output}}"; coeff: "h"; process: -1; delay: 0; crossfade: false; };""")));
    }

    static IEnumerable<(int Input, int Output)> Paths() => Enumerable.Range(0, 2).SelectMany(_ => Enumerable.Range(0, Outputs), (input, output) => (input, output));

    string At(string name) => Path.Combine(_folder.FullName, name);

    readonly record struct Peer(string Name, string Program, string Arguments);

    readonly record struct Figures(double Wall, double Processor, double Megabytes);
}
