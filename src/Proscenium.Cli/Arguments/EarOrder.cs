using System.CommandLine;

namespace Proscenium.Cli.Arguments;

/// <summary>The option that names the order of the ears in recordings, made anew for each command.</summary>
static class EarOrder
{
    const string LeftFirst = "left,right", RightFirst = "right,left";

    public static Option<string> Create()
    {
        Option<string> ears = new("--ears") { HelpName = "order", Description = $"Order of the ears in the recordings: {LeftFirst} or {RightFirst}.", DefaultValueFactory = _ => LeftFirst };
        ears.Validators.Add(result =>
        {
            if (result.GetValue(ears) is { } order and not (LeftFirst or RightFirst)) result.AddError($"--ears '{order}' is no order of two ears: use {LeftFirst} or {RightFirst}.");
        });
        return ears;
    }

    /// <summary>True where the right ear comes first.</summary>
    public static bool IsRightFirst(string? order) => order == RightFirst;
}
