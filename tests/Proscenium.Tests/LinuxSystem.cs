namespace Proscenium.Tests;

/// <summary>The system that sound servers, signals and built plug-ins of the tests are for.</summary>
static class LinuxSystem
{
    /// <summary>Skips the running test elsewhere.</summary>
    [Trait(Traits.Needs, Traits.Linux)]
    public static void Require() => Assert.SkipUnless(OperatingSystem.IsLinux(), "missing system: this test runs on Linux only.");
}
