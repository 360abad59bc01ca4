using Proscenium.Design;

namespace Proscenium.Tests.Design;

/// <summary>What a design leaves to the garbage collector: counted over all threads, so while no other test runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[Collection(Name)]
public class GarbageTests
{
    const string Name = "nothing else runs";

    [Fact]
    public void ADesignOfEchoStudio_LeavesLessGarbageThan48Megabytes()
    {
        DesignRequest request = Designs.Echo.Request; // the plants are known by now
        long Allocated()
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            SpatialDesigner.Design(request);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        Assert.InRange(Math.Min(Allocated(), Allocated()), 1, 48_000_000);
    }
}
