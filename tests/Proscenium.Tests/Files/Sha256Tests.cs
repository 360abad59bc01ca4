using System.Security.Cryptography;
using Proscenium.Engine.Plan;

namespace Proscenium.Tests.Files;

public class Sha256Tests
{
    [Fact]
    public void EveryLength_AcrossTheEndsOfBlocks_IsThatOfTheSystem()
    {
        byte[] content = new byte[300];
        new Random(1).NextBytes(content);
        for (int length = 0; length < content.Length; length++)
            Assert.Equal([Convert.ToHexStringLower(SHA256.HashData(content.AsSpan(0, length))), Sha256.Of(content.AsSpan(0, length))], [Sha256.Of(content.AsSpan(0, length)), Sha256.Of(new MemoryStream(content, 0, length))]);
    }

    [Fact]
    public void AStream_OfSeveralBuffers_IsThatOfTheSystem()
    {
        byte[] content = new byte[200_001];
        new Random(2).NextBytes(content);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), Sha256.Of(new MemoryStream(content)));
    }

    [Fact]
    public void OnlyItsDigits_AreAFingerprint() => Assert.Equal([true, false, false], new[] { new string('a', 64), new string('A', 64), new string('a', 63) }.Select(Sha256.IsOne));
}
