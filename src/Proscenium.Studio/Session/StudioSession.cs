using System.Text.Json.Nodes;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Studio.Asking;
using Proscenium.Studio.Dropped;
using Proscenium.Studio.Following;
using Proscenium.Studio.Listening;
using Proscenium.Studio.Playing;

namespace Proscenium.Studio.Session;

/// <summary>What a studio holds from its start to its end: songs, heads, plants, and a folder for what is dropped.</summary>
sealed class StudioSession : IDisposable
{
    readonly SessionFolder _folder = new();
    int _files;

    /// <summary>Begins.</summary>
    public StudioSession(StudioSettings settings)
    {
        (Settings, Songs, Pages, Live) = (settings, new(settings.Piece), new(settings.Patience), new(settings.LiveSocket));
        Files = new(NewPath);
        Shelves = new(new(Files), new(Files));
        State = settings.State.DeepClone().AsObject();
        foreach ((int index, Driver driver) in (settings.MeasuredDevice?.Drivers ?? []).Index())
            if (driver.Response?.Source is { } source) State["device"]!["drivers"]![index]!["response"] = Shelves.Responses.Take(source);
        LivePlans = new(Live, () => NewPath(""), Making, Shelves);
    }

    /// <summary>The settings.</summary>
    public StudioSettings Settings { get; }

    /// <summary>Songs.</summary>
    public SongShelf Songs { get; }

    /// <summary>Heads.</summary>
    public HeadShelf Heads { get; } = new();

    /// <summary>What a page begins with that brings no state.</summary>
    public JsonObject State { get; }

    /// <summary>Files that were dropped for others to name.</summary>
    public FileShelf Files { get; }

    /// <summary>What was measured.</summary>
    public Shelves Shelves { get; }

    /// <summary>Plants of areas.</summary>
    public SeatMaps Maps { get; } = new();

    /// <summary>Designs with filters for other places.</summary>
    public BankShelf Banks { get; } = new();

    /// <summary>One at a time makes something that is taken away.</summary>
    public SemaphoreSlim Making { get; } = new(1);

    /// <summary>One at a time reads what was dropped.</summary>
    public SemaphoreSlim Reading { get; } = new(1);

    /// <summary>The live that runs on this machine.</summary>
    public LiveWatch Live { get; }

    /// <summary>Plans on their way to it.</summary>
    public LivePlans LivePlans { get; }

    /// <summary>Pages.</summary>
    public OpenPages Pages { get; }

    /// <summary>The head that hears in a state.</summary>
    /// <exception cref="SettingException">It is not here any more.</exception>
    public Head HeadOf(string? id) => Heads[id];

    /// <summary>A new path in the session's folder; nothing of what a page sends is part of it.</summary>
    public string NewPath(string ending) => Path.Combine(_folder.FullName, $"{Interlocked.Increment(ref _files):D6}{ending}");

    /// <inheritdoc/>
    public void Dispose()
    {
        Pages.Dispose();
        Live.Dispose();
        LivePlans.Dispose();
        Making.Dispose();
        Reading.Dispose();
        _folder.Dispose();
    }
}
