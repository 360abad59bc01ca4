using System.CommandLine;

namespace Proscenium.Cli.Commands.Measure;

/// <summary><c>proscenium measure</c>: from microphones at the ears to a plant, and from a plan back to the ears.</summary>
static class MeasureCommand
{
    public static Command Create() => new("measure", "Measure how a device's drivers reach a listener's ears, with microphones at the ears. Write the sweeps, play and record them in one go or with any program, and recover the responses; then design for them with 'proscenium design --plant', and measure what the plan does.\n\n"
        + "Example: proscenium measure sweep --device laptop -o session\nExample: proscenium measure record --session session --input capture -o recording.wav\nExample: proscenium measure recover recording.wav --session session -o plant.sofa\n"
        + "Example: proscenium measure sweep --plan plan -o check\nExample: proscenium measure verify recording.wav --session check")
    {
        MeasureSweepCommand.Create(), MeasureRecordCommand.Create(), MeasureRecoverCommand.Create(), MeasureVerifyCommand.Create(),
    };
}
