namespace Proscenium.Studio.Dropped;

/// <summary>What was measured and dropped, for states that name it.</summary>
/// <param name="Responses">Of drivers.</param>
/// <param name="Plants">Of a device at a listener's ears.</param>
sealed record Shelves(ResponseShelf Responses, PlantShelf Plants);
