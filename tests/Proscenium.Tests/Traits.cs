namespace Proscenium.Tests;

/// <summary>
/// The traits of tests, by which a run leaves them out. Methods that skip a test carry the same trait of <see cref="Needs"/> as the tests that reach
/// them; a test checks it.
/// </summary>
static class Traits
{
    /// <summary>How long a test takes: <see cref="Slow"/>, or without this trait about 2 s at most.</summary>
    public const string Category = "Category";

    /// <summary>What a test needs beyond the repository and .NET; without it the test is skipped.</summary>
    public const string Needs = "Needs";

    /// <summary>More than about 2 s.</summary>
    public const string Slow = "slow";

    /// <summary>A program or library of other authors, or the built plug-ins.</summary>
    public const string Program = "program";

    /// <summary>Recordings or measurements that are not part of the repository.</summary>
    public const string Data = "data";

    /// <summary>A Linux system.</summary>
    public const string Linux = "linux";
}
