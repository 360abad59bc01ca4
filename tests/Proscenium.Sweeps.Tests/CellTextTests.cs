using Proscenium.Cli.Page.Sweeps;

namespace Proscenium.Sweeps.Tests;

public class CellTextTests
{
    [Theory]
    [InlineData(null, "-")]
    [InlineData("room", "room")]
    [InlineData(0.0, "0")]
    [InlineData(35.15656, "35.157")]
    [InlineData(-0.25, "-0.25")]
    [InlineData(0.026434, "0.0264")]
    [InlineData(-0.00012, "-0.00012")]
    [InlineData(192000.0, "192000")]
    public void Numbers_KeepTheirFirstDigits_AlsoWhereTheyAreSmall(object? cell, string text) => Assert.Equal(text, CellText.Of(cell));
}
