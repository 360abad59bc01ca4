using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Plants;

namespace Proscenium.Tests.Plants;

public class PlantCacheTests
{
    static readonly FrequencyGrid _small = new(8000, 64);

    static PlantKey Key(Device device, double distance = 2, Head? head = null, HeadPose? pose = null, FrequencyGrid? grid = null) =>
        new(device, distance, head ?? new SphericalHead(), [pose ?? HeadPose.Seat], [], grid ?? _small);

    [Fact]
    public void Keys_AreEqual_ByValue()
    {
        FrequencyResponse flat = FrequencyResponse.Tabulated([100, 200, 400, 800], [0, 0, 0, 0], [0, 0, 0, 0]), late = flat.Shifted(1, 1e-5);
        Device With(FrequencyResponse response) => PlantTests.Pair(0.2, 2) is var pair ? pair with { Drivers = [.. pair.Drivers.Select(d => d with { Response = new([new(new(1, 0, 0), response)]) })] } : pair;
        Assert.Equal(Key(PlantTests.Pair(0.2, 2)), Key(PlantTests.Pair(0.2, 2)));
        Assert.Equal(Key(PlantTests.Pair(0.2, 2)).GetHashCode(), Key(PlantTests.Pair(0.2, 2)).GetHashCode());
        Assert.Equal(Key(With(flat)), Key(With(flat)));
        PlantKey[] others =
        [
            Key(PlantTests.Pair(0.2, 2)), Key(PlantTests.Pair(0.21, 2)), Key(PlantTests.Pair(0.2, 2), 2.1), Key(PlantTests.Pair(0.2, 2), head: new SphericalHead(0.09)),
            Key(PlantTests.Pair(0.2, 2), pose: new(YawDegrees: 1)), Key(PlantTests.Pair(0.2, 2), grid: new(8000, 128)), Key(With(flat)), Key(With(late)),
            Key(PlantTests.Pair(0.2, 2) with { EnclosureRadiusMetres = 0.2 }), new(PlantTests.Pair(0.2, 2), 2, null, [], [new(1, 0, 0)], _small),
        ];
        for (int i = 0; i < others.Length; i++)
            for (int j = 0; j < i; j++) Assert.NotEqual(others[i], others[j]);
    }

    [Fact]
    public void APlant_IsBuiltOnce_AndTheOldestGoes_WhereThereIsNoRoom()
    {
        PlantCache cache = new(maxValues: 3 * 2 * 33);
        int built = 0;
        TransferMatrix Get(double distance) => cache.GetOrBuild(Key(PlantTests.Pair(0.2, 2), distance), () =>
        {
            built++;
            return new TransferMatrix(1, 2, _small);
        });
        TransferMatrix first = Get(1);
        Assert.Same(first, Get(1));
        Get(2);
        Get(3);
        Assert.Same(first, Get(1));
        Get(4);
        Assert.Equal((4, 3), (built, cache.Count));
        Assert.Same(first, Get(1)); // asked for later than 2, which is gone
        Get(2);
        Assert.Equal(5, built);
    }

    [Fact]
    public void APlantTooLarge_IsGiven_ButNotKept()
    {
        PlantCache cache = new(maxValues: 10);
        Assert.NotNull(cache.GetOrBuild(Key(PlantTests.Pair(0.2, 2)), () => new TransferMatrix(1, 2, _small)));
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void ManyThreads_GetTheSamePlant()
    {
        PlantCache cache = new(maxValues: 1 << 20);
        TransferMatrix[] plants = new TransferMatrix[200];
        Parallel.For(0, plants.Length, i => plants[i] = cache.GetOrBuild(Key(PlantTests.Pair(0.2, 2), 1 + i % 4), () => new TransferMatrix(1, 2, _small)));
        for (int i = 4; i < plants.Length; i++) Assert.Same(plants[i % 4], plants[i]);
        Assert.Equal(4, cache.Count);
    }

    [Fact]
    public void TheSameWish_GetsTheSamePlant_FromADeviceReadTwice() =>
        Assert.Same(
            Plant.AtEars(Proscenium.Files.Projects.DeviceFile.Open("laptop"), 0.61, new SphericalHead(), [HeadPose.Seat], _small),
            Plant.AtEars(Proscenium.Files.Projects.DeviceFile.Open("laptop"), 0.61, new SphericalHead(), [HeadPose.Seat], _small));
}
