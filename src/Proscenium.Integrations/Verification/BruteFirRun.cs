using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Integrations.Verification;

/// <summary>BruteFIR with the exported configuration for files.</summary>
sealed class BruteFirRun : IProgramRun
{
    const double Seconds = 120;

    public string Program => "BruteFIR";

    public string Format => "brutefir";

    public string? Obstacle => ProgramProcess.Missing("brutefir", "brutefir");

    public double WorstDb => -140;

    public string? NotVerified => "the configuration for JACK, which differs in its two device lines";

    public float[][] Run(string export, RenderPlan plan, float[][] sound, string scratch, CancellationToken cancel)
    {
        string input = Path.Combine(scratch, "in.f32"), output = Path.Combine(scratch, "out.f32");
        RawSound.Write(input, sound, plan.Filters.Taps - 1);
        // BruteFIR keeps what it learnt of Fourier transforms in the home folder, which verification leaves alone
        ProgramProcess.Run(export, Seconds, "sh", ["-c", """HOME=$4 exec brutefir -quiet -nodefault "$1" <"$2" >"$3" """, "sh", BruteFirFormat.FileConfiguration(plan.SampleRate), input, output, scratch], cancel);
        return RawSound.Read(output, plan.Drivers.Count);
    }
}
