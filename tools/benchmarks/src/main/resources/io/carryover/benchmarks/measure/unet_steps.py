"""Training steps of the 3D U-Net in plain PyTorch, timed on demand: the other side of the comparison."""

import argparse

import torch
from torch.nn import functional

import unet

LEARNING_RATE = 1e-3
WEIGHT_DECAY = 2e-3


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
        self.network = unet.network(seed)
        self.adam = torch.optim.Adam(
            self.network.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY
        )
        self.images, self.masks = scans(batch, shape)

    def step(self):
        self.adam.zero_grad()
        loss = loss_of(self.network(self.images), self.masks)
        loss.backward()
        self.adam.step()
        return loss.item()


def scans(batch, shape):
    """A bright box in noise."""
    masks = torch.zeros(batch, *shape)
    masks[:, shape[0] // 4 : shape[0] // 2, shape[1] // 4 : shape[1] // 2, shape[2] // 4 :] = 1
    images = 0.6 * masks + 0.4 * torch.rand(batch, *shape)
    return images.unsqueeze(1), masks


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--shape", type=unet.shape, required=True)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    training = Training(options.batch, options.shape, options.seed)
    unet.serve(training.network, training.step)


if __name__ == "__main__":
    main()
