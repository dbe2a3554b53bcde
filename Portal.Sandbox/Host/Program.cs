Console.WriteLine("Portal.Sandbox");
