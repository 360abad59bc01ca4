using Proscenium.Mathematics;
using Proscenium.Rooms;
using OctaveValues = System.Runtime.Intrinsics.Vector512<double>;

namespace Proscenium.Tests.Rooms;

/// <summary>An image as a room passes it on.</summary>
sealed record Image(Position Towards, Position Emitted, double Metres, OctaveValues Reflection, int Order)
{
    public bool IsAt(Image other, double tolerance) => (Towards - other.Towards).Length < tolerance && (Emitted - other.Emitted).Length < tolerance;
}

static class Images
{
    public static List<Image> Of(Room room, Position source, Position receiver, double metres)
    {
        Collector collector = new([]);
        room.Visit(source, receiver, metres, 0, 1, ref collector);
        return collector.Images;
    }

    public static List<Image> Tail(Room room, double fromMetres, double toMetres, int seed)
    {
        Collector collector = new([]);
        room.VisitTail(fromMetres, toMetres, new Random(seed), ref collector);
        return collector.Images;
    }

    /// <summary>The same images in any order, each once, with the same reflections.</summary>
    public static void AssertSame(List<Image> expected, List<Image> actual, double tolerance = 1e-9)
    {
        List<Image> left = [.. actual];
        foreach (Image image in expected)
        {
            int found = left.FindIndex(other => image.IsAt(other, tolerance));
            Assert.True(found >= 0, $"missing: {image}");
            Assert.Equal(image.Order, left[found].Order);
            Assert.Equal(image.Metres, left[found].Metres, tolerance);
            for (int band = 0; band < OctaveBands.Count; band++) Assert.Equal(image.Reflection[band], left[found].Reflection[band], 1e-9);
            left.RemoveAt(found);
        }
        Assert.Empty(left);
    }

    readonly struct Collector(List<Image> images) : IImageSink
    {
        public List<Image> Images { get; } = images;

        public void Add(Position towards, Position emitted, double metres, OctaveValues reflection, int order) => Images.Add(new(towards, emitted, metres, reflection, order));
    }
}
