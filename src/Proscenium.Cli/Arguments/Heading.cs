namespace Proscenium.Cli.Arguments;

/// <summary>What options are about: the headings of a help, in their order.</summary>
enum Heading
{
    Input,
    Measurement,
    Server,
    Job,
    Plan,
    Design,
    Listener,
    Tracking,
    Room,
    Format,
    Upmix,
    Listening,
    Level,
    Analysis,
    Control,
    Output,
}

/// <summary>Their words.</summary>
static class Headings
{
    /// <summary>A heading as the help prints it.</summary>
    public static string Words(this Heading heading) => heading switch
    {
        Heading.Server => "Sound server",
        Heading.Plan => "Device and plan",
        Heading.Listener => "Listener and place",
        Heading.Tracking => "Head tracking",
        Heading.Room => "Simulated room",
        _ => heading.ToString(),
    };
}
