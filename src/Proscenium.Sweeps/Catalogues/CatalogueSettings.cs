using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;

namespace Proscenium.Sweeps.Catalogues;

/// <summary>What is done with the files of a catalogue, where their own lines do not say otherwise.</summary>
sealed record CatalogueSettings
{
    /// <summary>The folder that results are written to.</summary>
    public required string Output { get; init; }

    /// <summary>What is written.</summary>
    public Written Write { get; init; }

    /// <summary>The ending of what is written, with its point.</summary>
    public string Ending { get; init; } = ".wav";

    /// <summary>A built-in device or a device file.</summary>
    public string Device { get; init; } = "echo-studio";

    /// <summary>A plan's folder, or null.</summary>
    public string? Plan { get; init; }

    /// <summary>The head that hears, a SOFA file, or null for the sphere.</summary>
    public string? Head { get; init; }

    /// <summary>How the centre is split off, or null for what the plan says.</summary>
    public string? Upmix { get; init; }

    /// <summary>Gain at the drivers, dB, or null for as loud as the untreated device.</summary>
    public double? GainDb { get; init; }

    /// <summary>True for the gain at which nothing is ever turned down.</summary>
    public bool SafeHeadroom { get; init; }

    /// <summary>True where a plan is designed for <see cref="Device"/>.</summary>
    public bool IsForDevice => Plan is null && Write != Written.Upmix;

    /// <summary>The files and folders that it names.</summary>
    public IEnumerable<string> Reads => ((string?[])[Plan, IsForDevice && !DeviceFile.BuiltIn.Contains(Device) ? Device : null, Write == Written.Monitor ? Head : null]).OfType<string>();

    /// <summary>As a job holds it.</summary>
    public JsonObject Json => new()
    {
        ["output"] = Output, ["write"] = Write.ToString().ToLowerInvariant(), ["ending"] = Ending, ["device"] = Device, ["plan"] = Plan, ["head"] = Head, ["upmix"] = Upmix, ["gainDb"] = GainDb, ["safeHeadroom"] = SafeHeadroom,
    };

    /// <summary>Reads it from a job.</summary>
    public static CatalogueSettings Read(StrictJson json) => new()
    {
        Output = json.Text("output"),
        Write = Enum.Parse<Written>(json.OneOf("write", "feeds", "monitor", "upmix"), ignoreCase: true),
        Ending = json.Text("ending"),
        Device = json.Text("device"),
        Plan = json.Has("plan") ? json.Text("plan") : null,
        Head = json.Has("head") ? json.Text("head") : null,
        Upmix = json.Has("upmix") ? json.Text("upmix") : null,
        GainDb = json.Has("gainDb") ? json.Number("gainDb") : null,
        SafeHeadroom = json.Flag("safeHeadroom"),
    };
}
