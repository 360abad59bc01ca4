using Proscenium.Files.Measurements;

namespace Proscenium.Tests.Files;

public class Hdf5ChecksumTests
{
    [Theory]
    [InlineData("", 0xdeadbeef)]
    [InlineData("Four score and seven years ago", 0x17770551)]
    public void Checksum_Matches_JenkinsOwnExamples(string text, uint expected) =>
        Assert.Equal(expected, Hdf5Checksum.Of(System.Text.Encoding.ASCII.GetBytes(text)));
}
