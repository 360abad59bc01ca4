using System.CommandLine;
using Proscenium.Heads;

namespace Proscenium.Cli.Arguments;

/// <summary>What is put right in a measured head as it is read.</summary>
sealed class HeadCorrections
{
    const string Sphere = "sphere";
    const double MostDegrees = 45;

    /// <summary>Ears exchanged.</summary>
    public Option<bool> SwapEars { get; } = new("--swap-ears") { Description = "Exchange the ears of the measured head, for a file in which left and right are swapped." };

    /// <summary>A head that looked to the side.</summary>
    public Option<double?> Turn { get; } = NumberOption.RealWithin(-MostDegrees, MostDegrees, "--head-turn", "degrees", "How far the measured head was turned to the left while it was measured (to the right: negative), -45 to 45: it is turned straight. A note says so where a set needs it.");

    /// <summary>What the low end is.</summary>
    public Option<string?> Low { get; } = new("--head-low") { HelpName = Sphere, Description = "sphere: continue the measured head below 400 Hz by a rigid sphere of its size, for a set whose low end is noise." };

    /// <summary>Completes and checks the values.</summary>
    public HeadCorrections()
    {
        Low.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not Sphere } other]) result.AddError($"--head-low '{other.Value}' is unknown: '{Sphere}' is the only value; leave --head-low out for the low end as it was measured.");
        });
        Low.CompletionSources.Add(Sphere);
    }

    /// <summary>The option that cures what a note says, after its sentence; empty for none.</summary>
    /// <param name="note">The note.</param>
    /// <param name="turned">The turn that was asked for already, degrees.</param>
    public static string Curing(HeadNote note, double turned) => note.TurnDegrees != 0 ? FormattableString.Invariant($" with --head-turn {note.TurnDegrees + turned:0.#}") : note.LowEnd ? " with --head-low sphere" : "";

    /// <summary>The head of a file, or the sphere where none is named.</summary>
    public Head Open(ParseResult parsed, string? path) => Options.OpenHead(path, parsed.GetValue(SwapEars), parsed.GetValue(Turn) ?? 0, parsed.GetValue(Low) is not null);
}
