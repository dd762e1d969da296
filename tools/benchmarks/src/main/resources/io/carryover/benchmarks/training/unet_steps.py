"""Training steps of the 3D U-Net in plain PyTorch, timed on demand: the other side of the comparison.

Prints one JSON line when it is ready, then one for each line of standard input, which holds a number of
steps: {"seconds": [...], "loss": ...}. Ends when its input ends.
"""

import argparse
import json
import platform
import sys
import time

import torch
from torch import nn
from torch.nn import functional

WIDTHS = (16, 32, 32, 64)
LEARNING_RATE = 1e-3
WEIGHT_DECAY = 2e-3


def conv(inputs, outputs, edge, stride=1):
    return nn.Conv3d(inputs, outputs, edge, stride=stride, padding=edge // 2, bias=False)


def activated(t):
    return functional.relu(functional.instance_norm(t, eps=1e-5))


class Residual(nn.Module):
    """t + conv_2(conv_1(t)), each convolution after normalisation and ReLU."""

    def __init__(self, channels):
        super().__init__()
        self.conv_1 = conv(channels, channels, 3)
        self.conv_2 = conv(channels, channels, 3)

    def forward(self, t):
        return t + self.conv_2(activated(self.conv_1(activated(t))))


class Down(nn.Module):
    """Half the size: main path and shortcut both start from one normalised input."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv_1 = conv(inputs, outputs, 3, stride=2)
        self.conv_2 = conv(outputs, outputs, 3)
        self.down = conv(inputs, outputs, 1, stride=2)
        self.residual = Residual(outputs)

    def forward(self, t):
        t = activated(t)
        return self.residual(self.conv_2(activated(self.conv_1(t))) + self.down(t))


class Up(nn.Module):
    """Twice the size, plus what the way down left there."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.upsample = conv(inputs, outputs, 1)
        self.residual = Residual(outputs)

    def forward(self, t, skip):
        t = self.upsample(activated(t))
        t = functional.interpolate(t, scale_factor=2, mode="trilinear", align_corners=True)
        return self.residual(t + skip)


class UNet(nn.Module):
    def __init__(self, widths=WIDTHS):
        super().__init__()
        self.init_conv = conv(1, widths[0], 3)
        self.downs = nn.ModuleList(Down(a, b) for a, b in zip(widths, widths[1:]))
        self.ups = nn.ModuleList(Up(b, a) for a, b in reversed(list(zip(widths, widths[1:]))))
        self.out = conv(widths[0], 2, 1)

    def forward(self, images):
        t = self.init_conv(images)
        skips = []
        for down in self.downs:
            skips.append(t)
            t = down(t)
        for up in self.ups:
            t = up(t, skips.pop())
        return self.out(t)


def loss_of(logits, masks):
    """0.01 cross-entropy + 0.99 (1 - soft Dice), by the difference of the two logits."""
    difference = logits[:, 1] - logits[:, 0]
    cross_entropy = functional.binary_cross_entropy_with_logits(difference, masks)
    probability = torch.sigmoid(difference)
    overlap = 2 * (probability * masks).sum() + 1e-3
    dice = overlap / (probability.sum() + masks.sum() + 1e-3)
    return 0.01 * cross_entropy + 0.99 * (1 - dice)


class Training:
    def __init__(self, batch, shape, seed):
        torch.manual_seed(seed)
        self.network = UNet()
        for weight in self.network.parameters():
            nn.init.kaiming_normal_(weight, nonlinearity="relu")
        self.adam = torch.optim.Adam(
            self.network.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY
        )
        self.images, self.masks = scans(batch, shape)

    def parameters(self):
        return sum(weight.numel() for weight in self.network.parameters())

    def step(self):
        self.adam.zero_grad()
        loss = loss_of(self.network(self.images), self.masks)
        loss.backward()
        self.adam.step()
        return loss.item()

    def timed(self, steps):
        seconds = []
        loss = None
        for _ in range(steps):
            start = time.perf_counter()
            loss = self.step()
            seconds.append(time.perf_counter() - start)
        return {"seconds": seconds, "loss": loss}


def scans(batch, shape):
    """A bright box in noise."""
    masks = torch.zeros(batch, *shape)
    masks[:, shape[0] // 4 : shape[0] // 2, shape[1] // 4 : shape[1] // 2, shape[2] // 4 :] = 1
    images = 0.6 * masks + 0.4 * torch.rand(batch, *shape)
    return images.unsqueeze(1), masks


def say(answer):
    print(json.dumps(answer), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--shape", type=lambda text: [int(s) for s in text.split(",")], required=True)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    training = Training(options.batch, options.shape, options.seed)
    say(
        {
            "torch": torch.__version__,
            "python": platform.python_version(),
            "parameters": training.parameters(),
        }
    )
    for line in sys.stdin:
        say(training.timed(int(line)))


if __name__ == "__main__":
    main()
